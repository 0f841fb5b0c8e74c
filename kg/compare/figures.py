"""How two counts relate: equal, compatible, stronger, disjoint, or not to be compared.

Source of the relations and their names: section "Claims" of the vocabulary, scheme `relationType`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from claimgraph.compare.bounds import Bounds
from claimgraph.compare.counted import Fit, class_fit, is_class, measure_fit
from claimgraph.extract.counting.amounts import Amount
from claimgraph.model import Comparator, Measure, Quantity, Scope, Span

QuantityRelation = Literal[
    "sameBound", "consistentQuantity", "strongerBoundThan", "differentQuantity", "supersedes", "none"
]  # fmt: skip
Direction = Literal["both", "forward", "backward"]
"""`forward`: the relation leads from left to right; `backward`: from right to left."""

GROWING: frozenset[Measure] = frozenset({
    "killed", "injured", "detained", "arrested", "displaced", "rescued", "evacuated",
    "vehicles_damaged", "buildings_damaged", "missing", "other",
})  # fmt: skip
"""What may be counted up while news come in, so that a later count is higher: all but those sent and those who came."""

_WORDS: dict[Comparator, str] = {
    "more_than": "more than ", "at_least": "at least ", "less_than": "fewer than ", "at_most": "at most ",
    "almost": "almost ", "about": "about ",
}  # fmt: skip
_INVERSE: dict[Fit, Fit] = {"same": "same", "within": "around", "around": "within", "apart": "apart"}
_FLIPPED: dict[Direction, Direction] = {"both": "both", "forward": "backward", "backward": "forward"}
_ROUNDING = 0.05
_WHOLE = "person"
_SHARES = frozenset({"increment", "local"})


_LONG = 1e6
"""From here on `g` would write powers of ten."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count as one claim states it; `span` is where its words stand."""

    measure: Measure
    counted: str
    comparator: Comparator
    value: float | None
    bounds: Bounds
    span: Span
    scope: Scope | None = None
    part: bool = False

    @property
    def words(self) -> str:
        """The count in English, without what is counted."""
        if self.comparator in ("vague", "range") or self.value is None:
            return f"{_plain(self.bounds.lower)} to {_plain(self.bounds.upper)}"
        return f"{_WORDS.get(self.comparator, '')}{_plain(self.value)}"


def _plain(number: float | None) -> str:
    """Return a number without needless decimals or powers of ten.

    >>> _plain(5000.0), _plain(2.5), _plain(1e9), _plain(None)
    ('5000', '2.5', '1000000000', 'no bound')
    """
    if number is None:
        return "no bound"
    return f"{number:g}" if abs(number) < _LONG else f"{number:.0f}"


def read_figure(quantity: Quantity) -> Figure:
    """Return the figure that a quantity is."""
    return Figure(
        measure=quantity.measure,
        counted=quantity.counted,
        comparator=quantity.comparator,
        value=quantity.value,
        bounds=Bounds(quantity.lower, quantity.upper),
        span=quantity.span,
        scope=quantity.scope,
        part=quantity.part,
    )


def read_amount(amount: Amount) -> Figure:
    """Return the figure that a measured amount is: its unit is what is counted."""
    bounds = Bounds(amount.lower, amount.upper)
    return Figure("other", amount.unit, amount.comparator, amount.value, bounds, amount.span)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the claims of two figures stand to each other.

    `place`: how the place of the left one lies to that of the right one. `later`: the days by which the left one was
    stated after the right one. `one_voice`: one speaker, or one publisher where the texts themselves speak. `one_time`:
    no words date the counts to different times. `alike`: both claims are known to speak of one thing, so that even
    counts of what has no measure can be compared.
    """

    place: Fit = "same"
    later: int = 0
    one_voice: bool = False
    one_time: bool = True
    alike: bool = False

    def turned(self) -> Setting:
        """Return the setting seen from the right."""
        return replace(self, place=_INVERSE[self.place], later=-self.later)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures relate, in which direction, and why, in one line of plain English."""

    relation: QuantityRelation
    direction: Direction
    reason: str

    def turned(self) -> Verdict:
        """Return the verdict seen from the right."""
        return replace(self, direction=_FLIPPED[self.direction])


def relate(left: Figure, right: Figure, setting: Setting = Setting()) -> Verdict:
    """Return how two figures relate; `none` where they count different things or the words leave it open."""
    reason = _apart(left, right, setting)
    if reason:
        return _none(reason)
    fits = _shares(left, right, setting)
    if fits:
        return _part_and_whole(left, right, setting, fits)
    return _same_thing(left, right, setting)


def _none(reason: str) -> Verdict:
    return Verdict("none", "both", reason)


def _apart(left: Figure, right: Figure, setting: Setting) -> str | None:
    """Return why two figures can't be compared at all, None when they may."""
    if not measure_fit(left.measure, right.measure, setting.alike):
        if left.measure == right.measure:
            return "nothing tells that both count the same thing"
        return f"one counts {_label(left.measure)}, the other {_label(right.measure)}"
    if class_fit(left.counted, right.counted, _measure(left, right)) == "apart":
        return f"one counts {left.counted}, the other {right.counted}"
    if setting.place == "apart":
        return "the counts are of different places"
    if not setting.one_time or (setting.later and left.scope == right.scope == "increment"):
        return "the counts are of different times"
    if left.part and right.part and left.counted == right.counted == _WHOLE and not left.bounds.equals(right.bounds):
        return "nothing tells that both count the same part"
    return None


def _label(measure: Measure) -> str:
    return measure.replace("_", " ")


def _measure(left: Figure, right: Figure) -> Measure:
    """Return the measure of both: the one that the words tell, the first by name of two that mean the same."""
    return min((left.measure, right.measure), key=lambda measure: (measure == "other", measure))


def _what(left: Figure, right: Figure) -> str:
    """Return what both count, in English."""
    measure = _measure(left, right)
    return _label(measure) if measure != "other" else left.counted


def _shares(left: Figure, right: Figure, setting: Setting) -> list[tuple[Fit, str]]:
    """Return in which ways one figure is a share of what the other counts."""
    kind = class_fit(left.counted, right.counted, _measure(left, right))
    found: list[tuple[Fit, str]] = [(kind, "class"), (setting.place, "place"), (_scope_fit(left, right), "scope")]
    if left.part != right.part:
        found.append(("within" if left.part else "around", "part"))
    return [(fit, way) for fit, way in found if fit != "same"]


def _scope_fit(left: Figure, right: Figure) -> Fit:
    if (left.scope in _SHARES) == (right.scope in _SHARES):
        return "same" if left.scope == right.scope or left.scope not in _SHARES else "apart"
    return "within" if left.scope in _SHARES else "around"


def _part_and_whole(left: Figure, right: Figure, setting: Setting, fits: list[tuple[Fit, str]]) -> Verdict:
    ways = [way for _, way in fits]
    if ways == ["class"] and left.part == right.part and left.bounds.equals(right.bounds):
        return Verdict("sameBound", "both", f"both say {left.words} {_what(left, right)}, called by different names")
    if {fit for fit, _ in fits} == {"around"}:
        return _part_and_whole(right, left, setting.turned(), [("within", way) for way in ways]).turned()
    if {fit for fit, _ in fits} == {"within"} and left.bounds.exceeds(right.bounds) and setting.later <= 0:
        whole = f"{right.words} {_label(right.measure)}"
        return Verdict("differentQuantity", "both", f"a part, {left.words}, is more than the whole, {whole}")
    return _none(f"one counts a part of what the other counts: another {', '.join(ways)}")


def _same_thing(left: Figure, right: Figure, setting: Setting) -> Verdict:
    what = _what(left, right)
    if left.bounds.equals(right.bounds):
        return Verdict("sameBound", "both", f"both say {left.words} {what}")
    if setting.one_voice and setting.later:
        new, old = (left, right) if setting.later > 0 else (right, left)
        reason = f"a later count of the same source: {new.words} {what} after {old.words}"
        return Verdict("supersedes", "forward" if setting.later > 0 else "backward", reason)
    if left.bounds.is_tighter(right.bounds):
        reason = f"{left.words} {what} says more than {right.words}, which then holds too"
        return Verdict("strongerBoundThan", "forward", reason)
    if right.bounds.is_tighter(left.bounds):
        return _same_thing(right, left, setting.turned()).turned()
    if left.bounds.overlaps(right.bounds) and not _strains(left, right):
        return Verdict("consistentQuantity", "both", f"{left.words} and {right.words} {what} can both hold")
    return _disjoint(left, right, setting)


def _strains(left: Figure, right: Figure) -> bool:
    """Tell whether an estimate misses a bound by more than a rounding: `about 280` beside `more than 300`."""
    for estimate, bound in ((left, right), (right, left)):
        if estimate.comparator == "about" and estimate.value and bound.bounds.open_side is not None:
            miss = max(bound.bounds.least - estimate.value, estimate.value - bound.bounds.most)
            return miss > _ROUNDING * estimate.value
    return False


def _disjoint(left: Figure, right: Figure, setting: Setting) -> Verdict:
    what = _what(left, right)
    low, high = sorted((left, right), key=lambda figure: (figure.bounds.least, figure.bounds.most))
    lag = setting.later if high is left else -setting.later
    if low.comparator == "vague":
        return _none(f"{low.words} {what} is only a vague word for a number, {high.words} may be the same")
    if lag > 0 and GROWING & {left.measure, right.measure} and is_class(left.counted):
        days = f"{lag} day{'s' if lag > 1 else ''} later"
        return Verdict("consistentQuantity", "both", f"{high.words} {what}, {days} than {low.words}: counts grow")
    if lag < 0 and "missing" in (left.measure, right.measure):
        return _none("fewer are missing as some are found")
    return Verdict("differentQuantity", "both", f"{left.words} and {right.words} {what} can't both hold")


@dataclass(frozen=True, slots=True)
class Related:
    """Two figures that relate: their places in the two sequences, and how."""

    left: int
    right: int
    verdict: Verdict


def relate_all(lefts: Sequence[Figure], rights: Sequence[Figure], setting: Setting = Setting()) -> list[Related]:
    """Return how the figures of two claims relate, without those that don't.

    A figure that agrees with one of the other claim is not held against its other figures: `12 killed, 3 of them
    soldiers` differs from no figure of `12 killed, 4 of them children`.
    """
    told = [any(figure.measure != "other" for figure in figures) for figures in (lefts, rights)]
    found = []
    for i, left in enumerate(lefts):
        for j, right in enumerate(rights):
            # Beside a count whose measure the words tell, one that they don't tell counts something else.
            beside = (left.measure == "other" and told[0]) or (right.measure == "other" and told[1])
            alike = setting.alike and not (beside and left.measure != right.measure)
            found.append(Related(i, j, relate(left, right, replace(setting, alike=alike))))
    agreeing = [r for r in found if r.verdict.relation not in ("none", "differentQuantity")]
    settled_left = {r.left for r in agreeing}
    settled_right = {r.right for r in agreeing}
    differing = (r for r in found if r.verdict.relation == "differentQuantity")
    kept = [r for r in differing if r.left not in settled_left and r.right not in settled_right]
    return sorted([*agreeing, *kept], key=lambda r: (r.left, r.right))
