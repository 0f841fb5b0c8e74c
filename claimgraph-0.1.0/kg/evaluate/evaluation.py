"""The comparison of many texts: figures by language, type, form and measure, and the worst mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from claimgraph.evaluate import claims, clusters, dates, events, links, names, quantities
from claimgraph.evaluate.figures import Compared, Mistake
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.rules import rules

COMPARE: Final[Mapping[str, Callable[[Text, Text], Compared]]] = {
    names.PART: names.compare,
    claims.PART: claims.compare,
    quantities.PART: quantities.compare,
    dates.PART: dates.compare,
    events.PART: events.compare,
    clusters.PART: clusters.compare,
    links.PART: links.compare,
}
PARTS: Final = tuple(COMPARE)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of each part, and the texts with what was found in them, in the order of the gold."""

    parts: dict[str, Compared]
    texts: list[tuple[Text, Text]] = field(default_factory=list)

    def mistakes(self) -> list[Mistake]:
        """Return all mistakes, in the order of parts and texts."""
        return [mistake for compared in self.parts.values() for mistake in compared.mistakes]


def evaluate(pairs: Iterable[tuple[Text, Text]], parts: Sequence[str] = PARTS) -> Evaluation:
    """Return how well predictions agree with gold in the parts asked for."""
    result = Evaluation({part: Compared() for part in PARTS if part in parts})
    for gold, found in pairs:
        result.texts.append((gold, found))
        for part, total in result.parts.items():
            total.add(COMPARE[part](gold, found))
    return result


@dataclass(frozen=True, slots=True)
class Repeated:
    """Mistakes that are the same but for their place: the first of them, and how many there are."""

    mistake: Mistake
    times: int

    @property
    def cost(self) -> int:
        """How bad it is: by kind, as often as it happens."""
        return rules().cost[self.mistake.part][self.mistake.kind] * self.times


def worst(compared: Compared, texts: Mapping[str, Text], limit: int) -> list[Repeated]:
    """Return the worst mistakes of a part, those with the same words and labels as one; of equals the longest first."""
    first, times = dict[tuple[str, ...], Mistake](), Counter[tuple[str, ...]]()
    for mistake in compared.mistakes:
        text = texts[mistake.text].text
        words = [" ".join(s.of(text).split()) for s in (*mistake.gold, *mistake.found)]
        key = (mistake.kind, mistake.expected, mistake.got, *words)
        first.setdefault(key, mistake)
        times[key] += 1
    found = [Repeated(mistake, times[key]) for key, mistake in first.items()]
    return sorted(found, key=lambda r: (-r.cost, r.mistake.place.start - r.mistake.place.end))[:limit]
