"""How what two counts are of relates: classes of the counted scheme, and measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from claimgraph.model import Measure

Fit = Literal["same", "within", "around", "apart"]
"""The left is the same as the right, lies within it, lies around it, or is neither."""

BROADER: Final[Mapping[str, str]] = {
    "civilian": "person", "activist": "person", "demonstrator": "person", "soldier": "person", "police": "person",
    "child": "person", "detainee": "person", "vehicle": "equipment", "shop": "building", "bank": "building",
}  # fmt: skip
"""Class of the counted scheme to the one that it is a part of, as the vocabulary has them."""

_CLASSES: Final = frozenset({*BROADER, *BROADER.values(), "city", "other"})
"""Classes of things that can be counted; `other` is any that the words don't tell. Units of amounts are none."""

_SAID: Final[Mapping[Measure, frozenset[str]]] = {
    "protesters": frozenset({"demonstrator", "activist", "civilian"}),
    "detained": frozenset({"detainee", "demonstrator", "activist"}),
    "arrested": frozenset({"detainee", "demonstrator", "activist"}),
    "troops": frozenset({"soldier"}),
    "displaced": frozenset({"civilian"}),
    "evacuated": frozenset({"civilian"}),
    "rescued": frozenset({"civilian"}),
    "military_vehicles": frozenset({"vehicle", "equipment"}),
    "other": frozenset({"detainee"}),
}
"""Classes that only name those whom the measure counts anyway: 8000 activists detained are 8000 people detained."""

_KIN: Final = ({"detained", "arrested"}, {"displaced", "evacuated"}, {"evacuated", "rescued"})
"""Measures that reports use one for the other."""


def class_fit(left: str, right: str, measure: Measure) -> Fit:
    """Return how the class of one count lies to that of another, of the same measure.

    >>> class_fit("child", "person", "killed"), class_fit("activist", "person", "detained")
    ('within', 'same')
    """
    named = _SAID.get(measure, frozenset())
    whole = "equipment" if measure == "military_vehicles" else "person"
    left, right = whole if left in named else left, whole if right in named else right
    if left == right or (measure == "other" and "other" in (left, right) and {left, right} <= _CLASSES):
        return "same"
    if BROADER.get(left) == right:
        return "within"
    return "around" if BROADER.get(right) == left else "apart"


def is_class(counted: str) -> bool:
    """Tell whether things are counted, not an amount measured in a unit."""
    return counted in _CLASSES


def measure_fit(left: Measure, right: Measure, alike: bool) -> bool:
    """Tell whether two measures are one or are used one for the other.

    `other` is what the words don't tell: it is any measure where both claims are known to speak of one thing (`alike`).
    """
    if left == right or {left, right} in _KIN:
        return alike or left != "other"
    return alike and "other" in (left, right)
