"""What is true of two sides together: the facts that the rules of comparison speak of, each one word or number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from claimgraph.compare.attributes import ATTRIBUTES
from claimgraph.compare.counted import Fit
from claimgraph.compare.disputes import is_person, quarrel, rivalry, typed
from claimgraph.compare.figures import Related, Setting, relate_all
from claimgraph.compare.likeness import UNREAL, likeness
from claimgraph.compare.side import Side
from claimgraph.compare.wording import OPPOSITE, STEM
from claimgraph.encoder.judge import judge
from claimgraph.link.known import known

Same = Literal["same", "other", "unknown"]
Told = Callable[[Side, Side], str]
ROLES = ("agent", "patient", "recipient", "body")
"""Roles whose fillers rules compare."""
SWAPPED = (("agent", "patient"), ("agent", "recipient"), ("agent", "opponent"), ("agent", "target"))
LIKELY = 0.12
"""Likeness apart from numbers from which counts of what has no measure are held to count one thing."""

KINDRED = 2
"""Entities and concepts that two documents on one thing name both."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Two sides and what is true of them, told when a rule asks for it; words are those of the rules."""

    left: Side
    right: Side
    likeness: float
    matter: float
    """Likeness apart from numbers."""
    figures: tuple[Related, ...]
    shown: tuple[frozenset[str], frozenset[str]]
    """The events and traits of both, with a sign: `+Kill`, `-UseForce`, `+state:calm`."""
    _told: dict[str, str] = field(default_factory=dict)
    _judged: dict[str, float] = field(default_factory=dict)

    def judged(self) -> Mapping[str, float]:
        """Return how probable the judge of pairs holds each kind of relation, and `related` for any of them.

        Both sides must have been read for it.
        """
        if not self._judged:
            told = judge()(self.left.spelling, self.right.spelling)
            self._judged.update(told, related=1 - told["none"])
        return self._judged

    def __getitem__(self, fact: str) -> str:
        if fact not in self._told:
            self._told[fact] = FACTS[fact](self.left, self.right)
        return self._told[fact]


def facts(left: Side, right: Side, known: tuple[float, float] | None = None) -> Facts:
    """Return the facts of two sides; exchanged sides give the mirrored ones. `known` is their likeness, if it is."""
    alike, matter = known or likeness(left, right)
    figures: tuple[Related, ...] = ()
    if left.figures and right.figures:
        setting = Setting(
            place=_place(left, right),
            later=days_later(left, right) or 0,
            one_voice=_one_voice(left, right),
            one_time=_dates(left, right) != "other",
            alike=matter >= LIKELY,
        )
        figures = tuple(relate_all(left.figures, right.figures, setting))
    return Facts(left, right, alike, matter, figures, (typed(left), typed(right)))


def is_kindred(left: Side, right: Side) -> bool:
    """Tell whether two sides are of documents on one thing."""
    return left.document == right.document or len(set(left.story) & set(right.story)) >= KINDRED


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
    if not left.fillers or not right.fillers:
        return False
    crossed = ((left.filling(a) & right.filling(b), right.filling(a) & left.filling(b)) for a, b in SWAPPED)
    return any(one or two for one, two in crossed)


def _order(left: Side, right: Side) -> str:
    later = days_later(left, right)
    return "unknown" if later is None else ("left" if later > 0 else "right" if later < 0 else "same")


def _told(same: bool) -> str:
    return "same" if same else "other"


def _role(role: str) -> Told:
    return lambda left, right: _agree(left.filling(role), right.filling(role))


FACTS: Final[Mapping[str, Told]] = {
    "document": lambda left, right: _told(left.document == right.document),
    "voice": lambda left, right: _told(_one_voice(left, right)),
    "read": lambda left, right: "both" if left.spelling and right.spelling else "no",
    "language": lambda left, right: _told(left.lang == right.lang),
    "order": _order,
    "polarity": polarity,
    "denial": lambda left, right: _told(left.polarity == right.polarity),
    "place": _place,
    "dates": _dates,
    "event": lambda left, right: _agree(left.events[:1], right.events[:1]),
    "swapped": lambda left, right: "yes" if _is_swapped(left, right) else "no",
    "demanded": lambda left, right: "yes" if "directive" in (left.stance, right.stance) else "no",
    "quoted": lambda left, right: "both" if left.quoted and right.quoted else "no",
    "cites": _cites,
    "wish": lambda left, right: _told((left.stance in UNREAL) == (right.stance in UNREAL)),
    "countable": lambda left, right: "yes" if left.figures and right.figures else "no",
    "persons": lambda left, right: _agree(_persons(left), _persons(right)),
    "explained": rivalry,
    "quarrel": quarrel,
    **{role: _role(role) for role in ROLES},
    **ATTRIBUTES,
}
"""How each fact is told, of statements on one story."""
