"""An item of Wikidata: what is kept of the record that dumps and the API give, read from its own JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from claimgraph.model import Kind
from claimgraph.wikidata.kinds import Kinds, is_qid

Office = Literal["OFF"]
"""The kind of an item that is an office: neither a person nor the body that such a person heads."""
ANY_LANGUAGE = "mul"
"""Wikidata's code of a name that is the same in all languages; it always counts."""

# Sites whose name isn't made of the language's code. source: Wikimedia's site matrix
_SITES = {"nb": "nowiki"}
_ADDED = re.compile(r" \([^()]*\)$")
_TIME = re.compile(r"([+-])0*(\d{1,4})-(\d\d)-(\d\d)T")
# source: Wikibase data model, precision of time values
_YEAR, _MONTH, _DAY = 9, 10, 11
_NORTHMOST, _EASTMOST = 90.0, 180.0
_EARTH = ("", "Q2")


@dataclass(frozen=True, slots=True)
class Held:
    """An office that someone held, or a body that they belong to; dates are partial ISO dates."""

    qid: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An item with all that linking uses.

    `names` has the label first, then the title of the language's Wikipedia article, then aliases; `prior` is the
    number of sitelinks; `country` is that of which a person is a citizen, else where it lies or sits; dates are
    partial ISO dates of birth and death, or of beginning and end.
    """

    qid: str
    kind: Kind | Office
    names: dict[str, tuple[str, ...]]
    prior: int = 0
    classes: tuple[str, ...] = ()
    country: str | None = None
    place: tuple[float, float] | None = None
    start: str | None = None
    end: str | None = None
    offices: tuple[Held, ...] = ()
    memberships: tuple[Held, ...] = ()
    website: str | None = None


class _Text(msgspec.Struct):
    value: str


class _Link(msgspec.Struct):
    title: str = ""


class _Value(msgspec.Struct):
    """A value of any type that is read: an item, a time, a place."""

    id: str | None = None
    time: str | None = None
    precision: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    globe: str | None = None


class _Data(msgspec.Struct):
    value: _Value | str


class _Snak(msgspec.Struct):
    snaktype: str = "value"
    datavalue: _Data | None = None


class _Qualifiers(msgspec.Struct):
    P580: list[_Snak] = []
    P582: list[_Snak] = []


class _Statement(msgspec.Struct):
    mainsnak: _Snak
    rank: Literal["preferred", "normal", "deprecated"] = "normal"
    qualifiers: _Qualifiers | list[None] = []


class _Claims(msgspec.Struct):
    P17: list[_Statement] = []
    P27: list[_Statement] = []
    P31: list[_Statement] = []
    P39: list[_Statement] = []
    P102: list[_Statement] = []
    P463: list[_Statement] = []
    P569: list[_Statement] = []
    P570: list[_Statement] = []
    P571: list[_Statement] = []
    P576: list[_Statement] = []
    P580: list[_Statement] = []
    P582: list[_Statement] = []
    P585: list[_Statement] = []
    P625: list[_Statement] = []
    P856: list[_Statement] = []


class Record(msgspec.Struct):
    """An entity in Wikidata's own JSON, as far as it is read; what is empty may be written as a list there."""

    id: str = ""
    type: str = "item"
    modified: str = ""
    missing: object = None
    redirect: str | None = None
    entity: str | None = None
    labels: dict[str, _Text] | list[None] = []
    aliases: dict[str, list[_Text]] | list[None] = []
    claims: _Claims | list[None] = []
    sitelinks: dict[str, _Link] | list[None] = []


class _Superclasses(msgspec.Struct):
    P279: list[_Statement] = []


class ClassRecord(msgspec.Struct):
    """An entity in Wikidata's own JSON as far as it tells of which classes it is a subclass."""

    id: str = ""
    claims: _Superclasses | list[None] = []

    @property
    def above(self) -> tuple[str, ...]:
        """The classes right above it."""
        return tuple(_items(self.claims.P279)) if isinstance(self.claims, _Superclasses) else ()


def item(record: Mapping[str, object], languages: Sequence[str], kinds: Kinds) -> Item | None:
    """Return a record as an item; None for what is no item, deleted, a mere redirect or of no kind that is wanted.

    Raises msgspec.ValidationError when the record hasn't the shape of an entity.
    """
    return item_of(msgspec.convert(record, Record), languages, kinds)


def item_of(record: Record, languages: Sequence[str], kinds: Kinds) -> Item | None:
    """Return a decoded record as an item, None as in `item`."""
    if record.type != "item" or record.missing is not None or record.redirect or not is_qid(record.id):
        return None
    claims = record.claims if isinstance(record.claims, _Claims) else _Claims()
    classes = tuple(_items(claims.P31))
    kind = kinds.of(classes)
    names = _names(record, languages)
    if kind is None or not names:
        return None
    start, end = _lifetime(claims, kind)
    return Item(
        qid=record.id,
        kind=kind,
        names=names,
        prior=len(record.sitelinks),
        classes=classes,
        country=_country(claims, kind),
        place=_place(claims.P625),
        start=start,
        end=end,
        offices=tuple(_held(claims.P39)),
        memberships=tuple(_held((*claims.P463, *claims.P102))),
        website=next(_texts(claims.P856), None),
    )


def redirected(record: Record) -> tuple[str, str] | None:
    """Return from where and to where a record that is a mere redirect leads."""
    source, target = record.entity or record.id, record.redirect
    return (source, target) if target and is_qid(source) and is_qid(target) else None


def _names(record: Record, languages: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found = {lang: tuple(_named(record, lang)) for lang in dict.fromkeys((*languages, ANY_LANGUAGE))}
    return {lang: names for lang, names in found.items() if names}


def _named(record: Record, lang: str) -> Iterable[str]:
    """Return the names of one language, each once, blanks normalized."""
    names: list[str] = []
    if isinstance(record.labels, dict) and lang in record.labels:
        names.append(record.labels[lang].value)
    if isinstance(record.sitelinks, dict):
        site = _SITES.get(lang) or f"{lang.replace('-', '_')}wiki"
        if site in record.sitelinks:
            names.append(_ADDED.sub("", record.sitelinks[site].title))
    if isinstance(record.aliases, dict):
        names += (alias.value for alias in record.aliases.get(lang, ()))
    return dict.fromkeys(filter(None, (" ".join(name.split()) for name in names)))


def _best(statements: Iterable[_Statement]) -> list[_Statement]:
    """Return the statements that still hold, preferred ones first."""
    held = [statement for statement in statements if statement.rank != "deprecated"]
    return sorted(held, key=lambda statement: statement.rank != "preferred") if len(held) > 1 else held


def _value(snak: _Snak) -> _Value | str | None:
    return snak.datavalue.value if snak.snaktype == "value" and snak.datavalue else None


def _values(statements: Iterable[_Statement]) -> Iterator[tuple[_Statement, _Value]]:
    for statement in _best(statements):
        value = _value(statement.mainsnak)
        if isinstance(value, _Value):
            yield statement, value


def _qid(value: _Value) -> tuple[str, ...]:
    """Return the item that a value is, if it is one."""
    return (value.id,) if value.id and is_qid(value.id) else ()


def _items(statements: Iterable[_Statement]) -> Iterable[str]:
    return dict.fromkeys(qid for _, value in _values(statements) for qid in _qid(value))


def _texts(statements: Iterable[_Statement]) -> Iterator[str]:
    for statement in _best(statements):
        value = _value(statement.mainsnak)
        if isinstance(value, str):
            yield value


def _date(value: _Value | str | None) -> str | None:
    """Return a time as far as it is known; None where not even the year is, or it lies before our era."""
    if not isinstance(value, _Value) or (value.precision or 0) < _YEAR:
        return None
    match = _TIME.match(value.time or "")
    if match is None or match[1] == "-":
        return None
    year, month, day = match[2].zfill(4), match[3], match[4]
    if value.precision == _YEAR or month == "00":
        return year
    return f"{year}-{month}" if value.precision == _MONTH or day == "00" else f"{year}-{month}-{day}"


def _first_date(*properties: Sequence[_Statement]) -> str | None:
    dates = (_date(value) for statements in properties for _, value in _values(statements))
    return next((date for date in dates if date), None)


def _lifetime(claims: _Claims, kind: Kind) -> tuple[str | None, str | None]:
    if kind == "PER":
        return _first_date(claims.P569), _first_date(claims.P570)
    if kind == "EVT":
        return _first_date(claims.P580, claims.P585, claims.P571), _first_date(claims.P582, claims.P576)
    return _first_date(claims.P571, claims.P580), _first_date(claims.P576, claims.P582)


def _bounds(statement: _Statement) -> tuple[str | None, str | None]:
    if not isinstance(statement.qualifiers, _Qualifiers):
        return None, None
    start, end = statement.qualifiers.P580, statement.qualifiers.P582
    return (_date(_value(start[0])) if start else None), (_date(_value(end[0])) if end else None)


def _held(statements: Iterable[_Statement]) -> Iterable[Held]:
    return dict.fromkeys(Held(qid, *_bounds(s)) for s, value in _values(statements) for qid in _qid(value))


def _country(claims: _Claims, kind: Kind) -> str | None:
    """Return the country: preferred, else one that it still belongs to, else the first."""
    statements = claims.P27 if kind == "PER" else claims.P17
    found = [(s.rank != "preferred", _ended(s), qid) for s, value in _values(statements) for qid in _qid(value)]
    return min(found, key=lambda country: country[:2])[2] if found else None


def _ended(statement: _Statement) -> bool:
    return isinstance(statement.qualifiers, _Qualifiers) and bool(statement.qualifiers.P582)


def _place(statements: Iterable[_Statement]) -> tuple[float, float] | None:
    for _, value in _values(statements):
        latitude, longitude = value.latitude, value.longitude
        if latitude is None or longitude is None or (value.globe or "").rpartition("/")[2] not in _EARTH:
            continue
        if abs(latitude) <= _NORTHMOST and abs(longitude) <= _EASTMOST:
            return latitude, longitude
    return None
