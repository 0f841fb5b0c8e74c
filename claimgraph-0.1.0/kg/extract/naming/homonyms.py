"""Places told from their namesakes: by the state behind them (`Birmingham, Ala.`), by the other places of a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from claimgraph.extract.naming.name import Name
from claimgraph.link.known import known
from claimgraph.link.states import country_of, shortened, states, within

_COUNTRY = "country"
_ENOUGH = 2
"""Towns of a country, or half as many states, for a place there to be meant rather than a more famous namesake."""
_CLOSED = re.compile(r"\s*(?:[,.;:)\]–—]|-\s|$)", re.MULTILINE)


@cache
def words(lang: str) -> Mapping[str, str]:
    """Return the patterns of a language that tell places from their namesakes, none where there are none."""
    content = (files("claimgraph.link") / "data" / "homonyms.toml").read_text(encoding="utf-8")
    found: Mapping[str, str] = tomllib.loads(content).get(lang, {})
    return found


def told_apart(text: str, names: Sequence[Name]) -> list[Name]:
    """Return the names, places with the record that is meant; with none, but `apart`, where it is another than any.

    `names` are in text order and don't overlap.
    """
    return _by_company(_by_state(text, names))


def _by_state(text: str, names: Sequence[Name]) -> list[Name]:
    """Settle the places behind which their state or country stands, everywhere in the document."""
    pairs = dict(_pairs(text, names))
    meant: dict[str, set[tuple[tuple[str, ...], str]]] = {}
    result = list(names)
    for number, region in pairs.items():
        result[number] = _inside(names[number], region)
        meant.setdefault(_words(text, names[number]), set()).add((result[number].keys, result[number].apart))
    for number, name in enumerate(names):
        found = meant.get(_words(text, name), set()) if name.kind == "LOC" and number not in pairs else set()
        if len(found) == 1:
            keys, apart = next(iter(found))
            result[number] = replace(name, keys=keys, apart=apart)
    return [
        _region(text, name, result[n - 1], pairs.get(n - 1)) if name.kind == "LOC" else name
        for n, name in enumerate(result)
    ]


def _words(text: str, name: Name) -> str:
    return " ".join(text[name.start : name.end].split()).casefold()


def _inside(name: Name, region: str) -> Name:
    """Return a place with its record in a state or country, else without any."""
    own = next((key for key in name.keys if within(known()[key], region)), None)
    return replace(name, keys=(own,)) if own else replace(name, keys=(), apart=region)


def _region(text: str, name: Name, before: Name, state: str | None) -> Name:
    """Return a state or country with its record, also where its name is shortened or stands behind a place."""
    written = " ".join(text[name.start : name.end].split()).rstrip(".") + "."
    if not name.keys and (own := shortened().get(written)):
        return replace(name, keys=(own,))
    return replace(name, keys=(state,)) if state in name.keys and before.end < name.start else name


def _pairs(text: str, names: Sequence[Name]) -> Iterator[tuple[int, str]]:
    """Yield the number of each place behind which its state or country stands, with the key of that."""
    starts = {name.start: name for name in names}
    for number, name in enumerate(names):
        if name.kind != "LOC" or (name.keys and known()[name.keys[0]].sort != "city"):
            continue
        joint = _joint(name.lang).match(text, name.end)
        if joint is None:
            continue
        region = starts.get(joint.end())
        key = _shortened(text, joint.end(), name)
        if key is None and region and region.kind == "LOC":
            before = names[number - 1] if number else None
            listed = joint["sort"] is None and _listed(text, before, name, region)
            key = None if listed else _key(name, region)
        if key:
            yield number, key


@cache
def _joint(lang: str) -> re.Pattern[str]:
    sorts = words(lang).get("sorts", "(?!)")
    return re.compile(rf"(?:\s?[,(]\s?|\s+(?={sorts}\s))(?P<sort>(?:{sorts})\s+)?", re.IGNORECASE)


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(shortened(), key=len, reverse=True)))})(?![\w-])")


def _shortened(text: str, start: int, name: Name) -> str | None:
    match = _short().match(text, start)
    if match is None or (text[name.start : name.end].isupper() and match[0].isupper() and "." not in match[0]):
        return None
    return shortened()[match[0]]


def _key(name: Name, region: Name) -> str | None:
    """Return which state or country a name behind a place means; a country only where the place has a record."""
    keys = [key for key in region.keys if key in states() or known()[key].sort == _COUNTRY]
    fitting = next((key for key in keys for own in name.keys if within(known()[own], key)), None)
    return fitting or next((key for key in keys if key in states()), None)


def _listed(text: str, before: Name | None, name: Name, region: Name) -> bool:
    """Tell whether a place stands in a list with what is behind it: `Paris, Texas and Rome`."""
    joints = words(region.lang).get("joints", "(?!)")
    on = re.compile(rf"\s*,?\s+(?:{joints})\s", re.IGNORECASE).match(text, region.end)
    begun = before is not None and before.kind == "LOC" and text[before.end : name.start].strip() == ","
    return bool(begun or on or not _CLOSED.match(text, region.end))


def _by_company(names: Sequence[Name]) -> list[Name]:
    """Return the names, those of several places with the record in the country whose places the document names."""
    meant = {name.keys[0] for name in names if name.kind == "LOC" and name.keys and _is_told(name)}
    return [
        _chosen(name, sorted(meant - {name.keys[0]})) if name.kind == "LOC" and len(name.keys) > 1 else name
        for name in names
    ]


def _is_told(name: Name) -> bool:
    """Tell whether it is clear which place a name means: there is one, or a country among several."""
    return len(name.keys) == 1 or known()[name.keys[0]].sort == _COUNTRY


def _chosen(name: Name, named: Sequence[str]) -> Name:
    """Return a place with another record than the first where what the document names tells for its country."""
    first, others = _country(name.keys[0]), {_country(key) for key in named}
    for key in name.keys[1:]:
        own = _country(key)
        told = sum(_weight(other) for other in named if _country(other) == own)
        if own not in (first, None) and first not in others and told >= _ENOUGH:
            against = sum(1 for other in named if _country(other) != own)
            return replace(name, keys=(key,)) if told > against else name
    return name


def _weight(key: str) -> int:
    """Return how much a place says that its country's places are meant: a state most, the country itself nothing."""
    return 2 if key in states() else int(known()[key].sort != _COUNTRY)


def _country(key: str) -> str | None:
    record = known()[key]
    return country_of(key) if key in states() or record.sort == _COUNTRY else record.country
