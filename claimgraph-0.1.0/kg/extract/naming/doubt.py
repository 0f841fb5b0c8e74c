"""Names of countries that are other words too: what in the sentence says that the country is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claimgraph.extract.naming.line import Line, Part
from claimgraph.extract.naming.name import Name
from claimgraph.lang import language
from claimgraph.link.known import known

_COMMA = ","


def settled(line: Line, sure: Sequence[Part], doubtful: Sequence[Part]) -> list[Part]:
    """Return the doubtful names that the words beside them decide: after `in`, in a list of places, after a city."""
    return [part for part in doubtful if part.kind == "LOC" and _is_place(line, part, sure)]


def countries(names: Iterable[Name]) -> frozenset[str]:
    """Return the keys of the countries that the names of a document mean, themselves or by a city."""
    records = [known()[key] for name in names if name.kind == "LOC" for key in name.keys[:1]]
    return frozenset(record.country or record.key for record in records)


def confirmed(line: Line, meant: frozenset[str]) -> Iterator[Part]:
    """Yield the doubtful names of countries that the document means elsewhere, unless a surname follows."""
    for part in line.known_parts(doubtful=True):
        followed = part.last + 1 < len(line.words) and line.is_titled(part.last + 1)
        if part.kind == "LOC" and part.keys[0] in meant and not followed:
            yield part


def _is_place(line: Line, part: Part, sure: Sequence[Part]) -> bool:
    if part.last + 1 < len(line.words) and line.is_titled(part.last + 1):
        return False
    before = line.words[part.first - 1].lower() if part.first else ""
    if before in language(line.lang).naming.place_leads:
        return True
    joints = {_COMMA, *language(line.lang).naming.conjunctions}
    places = [other for other in sure if other.kind == "LOC"]
    return any(_joined(line, part, other, joints) or _holds(part, other) for other in places)


def _joined(line: Line, part: Part, other: Part, joints: set[str]) -> bool:
    """Tell whether one conjunction or comma stands between two names of one sort."""
    left, right = sorted((part, other))
    same = known()[part.keys[0]].sort == known()[other.keys[0]].sort
    return same and right.first == left.last + 2 and line.words[left.last + 1].lower() in joints


def _holds(part: Part, city: Part) -> bool:
    """Tell whether a city of the country stands in the sentence."""
    return known()[city.keys[0]].country in part.keys
