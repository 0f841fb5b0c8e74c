"""How far the values of a property that a query gives agree with those of an entity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from rapidfuzz import fuzz

from claimgraph.link.fold import fold, plain
from claimgraph.server.reconciliation.batch import Condition, Reference
from claimgraph.server.reconciliation.names import LONGEST, NO_LANGUAGE
from claimgraph.server.reconciliation.records import Record, Source, Thing, Value

_PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*[,;/ ]\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*")
_EARTH_KM = 6371.0
_SAME_PLACE_KM, _OTHER_PLACE_KM = 10.0, 100.0
_LEAST_ALIKE = 80.0


def agreement(record: Record, condition: Condition, source: Source) -> float | None:
    """Return from 0 to 1 how far a property agrees; None where the entity has no value, or nothing is asked."""
    values = record.values(condition.pid)
    if not values or not condition.values:
        return None
    return max(_agree(value, given, condition.pid, source) for value in values for given in condition.values)


def _agree(value: Value, given: str | int | float | bool | Reference, pid: str, source: Source) -> float:
    if isinstance(given, Reference):
        same = given.id in (value.id, source.space + value.id) if isinstance(value, Thing) else given.name == value
        return float(same)
    text = " ".join(str(given).split())[:LONGEST]
    if isinstance(value, Thing):
        return _named(value, text, source)
    if isinstance(value, int | float):
        return float(not isinstance(given, bool) and _is_number(text, value))
    if pid == "coordinates":
        return _near(value, text)
    if pid in ("start", "end"):
        return float(bool(text) and (value.startswith(text) or text.startswith(value)))
    return _alike(text, [value])


def _is_number(text: str, value: float) -> bool:
    """Tell whether a text is a number, as clients write it who know no whole numbers.

    >>> _is_number("12.0", 12), _is_number("twelve", 12)
    (True, False)
    """
    try:
        return float(text) == value
    except ValueError:
        return False


def _named(value: Thing, text: str, source: Source) -> float:
    """Tell how far a text is the id or a name of an entity."""
    if text in (value.id, source.space + value.id) or text.endswith(f"/{value.id}"):
        return 1.0
    record = source.record(value.id)
    names = [name for some in record.names.values() for name in some] if record else []
    return _alike(text, [value.name, *names])


def _alike(text: str, names: Sequence[str]) -> float:
    """Return 1 for one of some names, less for what is like one, 0 for anything else."""
    if plain(text) and plain(text) in map(plain, names):
        return 1.0
    sound = fold(text, NO_LANGUAGE)
    best = max(fuzz.ratio(sound, fold(name, NO_LANGUAGE)) for name in names) if sound else 0.0
    return best / 100 if best >= _LEAST_ALIKE else 0.0


def _near(value: str, text: str) -> float:
    """Return 1 for a place within 10 km, 0 from 100 km on, and for what is no pair of degrees."""
    one, other = _PAIR.fullmatch(value), _PAIR.fullmatch(text)
    if not one or not other:
        return 0.0
    distance = _kilometres((float(one[1]), float(one[2])), (float(other[1]), float(other[2])))
    return min(1.0, max(0.0, (_OTHER_PLACE_KM - distance) / (_OTHER_PLACE_KM - _SAME_PLACE_KM)))


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points given in degrees, by the haversine formula."""
    (north, east), (to_north, to_east) = ((radians(a), radians(b)) for a, b in (one, other))
    chord = sin((to_north - north) / 2) ** 2 + cos(north) * cos(to_north) * sin((to_east - east) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(chord)))
