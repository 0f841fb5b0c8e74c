"""What is true of two sides together: the facts that the rules of comparison speak of, each one word or number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claimgraph.compare.attributes import ATTRIBUTES, attributes
from claimgraph.compare.counted import Fit
from claimgraph.compare.disputes import is_person, quarrel, rivalry, typed
from claimgraph.compare.figures import Related, Setting, relate_all
from claimgraph.compare.likeness import UNREAL, likeness
from claimgraph.compare.side import Side
from claimgraph.compare.wording import OPPOSITE, STEM
from claimgraph.link.known import known

Same = Literal["same", "other", "unknown"]
ROLES = ("agent", "patient", "recipient", "body")
"""Roles whose fillers rules compare."""
SWAPPED = (("agent", "patient"), ("agent", "recipient"), ("agent", "opponent"), ("agent", "target"))
DISPUTED = ("explained", "quarrel", *ATTRIBUTES)
LIKELY = 0.12
"""Likeness apart from numbers from which counts of what has no measure are held to count one thing."""

KINDRED = 2
"""Entities and concepts that two documents on one thing name both."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Two sides and what is true of them; words are those of the rules."""

    left: Side
    right: Side
    likeness: float
    matter: float
    """Likeness apart from numbers."""
    words: dict[str, str]
    figures: tuple[Related, ...]
    shown: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """The events and traits of both, with a sign: `+Kill`, `-UseForce`, `+state:calm`."""

    def __getitem__(self, fact: str) -> str:
        return self.words[fact]


def facts(left: Side, right: Side) -> Facts:
    """Return the facts of two sides; exchanged sides give the mirrored ones."""
    alike, matter = likeness(left, right)
    later = days_later(left, right)
    setting = Setting(
        place=_place(left, right),
        later=later or 0,
        one_voice=_one_voice(left, right),
        one_time=_dates(left, right) != "other",
        alike=matter >= LIKELY,
    )
    words: dict[str, str] = {
        "document": "same" if left.document == right.document else "other",
        "voice": "same" if setting.one_voice else "other",
        "language": "same" if left.lang == right.lang else "other",
        "order": "unknown" if later is None else ("left" if later > 0 else "right" if later < 0 else "same"),
        "polarity": polarity(left, right),
        "place": setting.place,
        "dates": _dates(left, right),
        "event": _agree(left.events[:1], right.events[:1]),
        "swapped": "yes" if _is_swapped(left, right) else "no",
        "demanded": "yes" if "directive" in (left.stance, right.stance) else "no",
        "quoted": "both" if left.quoted and right.quoted else "no",
        "cites": _cites(left, right),
        "wish": "other" if (left.stance in UNREAL) != (right.stance in UNREAL) else "same",
        "countable": "yes" if left.figures and right.figures else "no",
        "persons": _agree(_persons(left), _persons(right)),
        **_disputes(left, right),
        **{role: _agree(left.filling(role), right.filling(role)) for role in ROLES},
    }
    figures = tuple(relate_all(left.figures, right.figures, setting)) if left.figures and right.figures else ()
    return Facts(left, right, alike, matter, words, figures, (typed(left), typed(right)))


def _disputes(left: Side, right: Side) -> dict[str, str]:
    """Return where two statements on one story differ; of other stories nothing is compared."""
    if len(set(left.story) & set(right.story)) < KINDRED:
        return dict.fromkeys(DISPUTED, "unknown") | {"story": "other"}
    found = {"story": "same", "explained": rivalry(left, right), "quarrel": quarrel(left, right)}
    return found | attributes(left, right)


def days_later(left: Side, right: Side) -> int | None:
    """Return by how many days the left side was published after the right one, None where that is not known."""
    days = left.day, right.day
    return (days[0] - days[1]).days if days[0] and days[1] else None


def polarity(left: Side, right: Side) -> Same:
    """Return whether two sides affirm or deny alike; words of opposite meaning turn it round."""
    turned = (left.polarity != right.polarity) != bool(opposed(left, right))
    return "other" if turned else "same"


def opposed(left: Side, right: Side) -> list[str]:
    """Return the concepts that the one side has and the other has the opposite of, unless a side has both."""
    mine, theirs = set(left.wording.concepts), set(right.wording.concepts)
    pairs = ((c, c.removeprefix(OPPOSITE) if c.startswith(OPPOSITE) else OPPOSITE + c) for c in sorted(mine))
    return [concept for concept, other in pairs if other in theirs and concept not in theirs and other not in mine]


def _one_voice(left: Side, right: Side) -> bool:
    if left.speaker or right.speaker:
        return left.speaker == right.speaker
    return left.narrated and right.narrated and left.publisher == right.publisher


def _cites(left: Side, right: Side) -> str:
    """Return which side names the publisher of the other one as its source."""
    if left.publisher == right.publisher:
        return "neither"
    return "left" if _names(left, right) else "right" if _names(right, left) else "neither"


def _names(left: Side, right: Side) -> bool:
    """Tell whether the left side names the right one's publisher, which languages inflect and spell in their ways."""
    return any(_telling(name) & _telling(right.publisher) for name in left.cited)


def _telling(key: str) -> set[str]:
    return {part[:STEM] for part in key.split("-") if len(part) >= STEM and part.isalpha()}


def _place(left: Side, right: Side) -> Fit:
    """Return how the places that two sides name lie to each other; one that names none may be anywhere."""
    if not left.place or not right.place or left.place == right.place:
        return "same"
    if _lies_in(left.place, right.place):
        return "within"
    return "around" if _lies_in(right.place, left.place) else "apart"


def _lies_in(place: str, other: str) -> bool:
    record = known().get(place)
    return record is not None and record.country == other and place != other


def _dates(left: Side, right: Side) -> Same:
    """Return whether the dates that two sides name can be one; a month agrees with its days."""
    if not left.dates or not right.dates:
        return "unknown"
    return "same" if any(_covers(a, b) for a in left.dates for b in right.dates) else "other"


def _covers(left: str, right: str) -> bool:
    return left.startswith(right[:10]) or right.startswith(left[:10])


def _agree(left: tuple[str, ...] | frozenset[str], right: tuple[str, ...] | frozenset[str]) -> Same:
    if not left or not right:
        return "unknown"
    return "same" if set(left) & set(right) else "other"


def _persons(side: Side) -> tuple[str, ...]:
    return tuple(key for key in side.entities if is_person(key))


def _is_swapped(left: Side, right: Side) -> bool:
    """Tell whether who acts on the one side is acted upon on the other."""
    crossed = ((left.filling(a) & right.filling(b), right.filling(a) & left.filling(b)) for a, b in SWAPPED)
    return any(one or two for one, two in crossed)
