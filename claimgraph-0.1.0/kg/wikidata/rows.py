"""Items as rows of the index, and the keys under which their names are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import Any

import msgspec

from claimgraph.lang import codes
from claimgraph.link.fold import fold, fold_all, plain_all
from claimgraph.wikidata.entity import Held, Item

COLUMNS = (
    "id", "kind", "prior", "names", "classes", "country", "latitude", "longitude", "start", "end",
    "offices", "memberships", "website",
)  # fmt: skip
Row = tuple[Any, ...]
Key = tuple[str, int]
"""How a name sounds, or `=` and its plain letters; and the number of the item."""

_PROBE = "abcdefghijklmnopqrstuvwxyzæøåäöüßąćęłńóśźżčďěňřšťúůýž абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюяқңғүұөһә"
_DIGRAPHS = tuple(left + right for left in "cdgkpsthzjxrw" for right in "hjzckqsw")

_encode = msgspec.json.encode
_names = msgspec.json.Decoder(dict[str, tuple[str, ...]])
_held = msgspec.json.Decoder(tuple[tuple[str, str | None, str | None], ...])


def number(qid: str) -> int:
    """Return the number of a QID."""
    return int(qid[1:])


def row(item: Item) -> Row:
    """Return an item as a row with the columns COLUMNS; what is empty is NULL."""
    latitude, longitude = item.place or (None, None)
    return (
        number(item.qid), item.kind, item.prior, _encode(item.names).decode(), " ".join(item.classes) or None,
        item.country, latitude, longitude, item.start, item.end,
        _packed(item.offices), _packed(item.memberships), item.website,
    )  # fmt: skip


def item(row: Row) -> Item:
    """Return the item of a row."""
    qid, kind, prior, names, classes, country, latitude, longitude, start, end, offices, memberships, website = row
    return Item(
        qid=f"Q{qid}",
        kind=kind,
        names=_names.decode(names),
        prior=prior,
        classes=tuple(classes.split()) if classes else (),
        country=country,
        place=None if latitude is None else (latitude, longitude),
        start=start,
        end=end,
        offices=_unpacked(offices),
        memberships=_unpacked(memberships),
        website=website,
    )


def _packed(held: Sequence[Held]) -> str | None:
    return _encode([(one.qid, one.start, one.end) for one in held]).decode() if held else None


def _unpacked(text: str | None) -> tuple[Held, ...]:
    return tuple(Held(*one) for one in _held.decode(text)) if text else ()


def packed(items: Iterable[Item]) -> tuple[list[Row], list[Key]]:
    """Return rows and keys of items; of items with the same QID the first counts."""
    first: dict[str, Item] = {}
    for one in items:
        first.setdefault(one.qid, one)
    return [row(one) for one in first.values()], keys(first.values())


def keys(items: Iterable[Item]) -> list[Key]:
    """Return the keys of all names of items, each once, sorted."""
    by_lang: dict[str, list[Key]] = {}
    for one in items:
        for lang, names in one.names.items():
            by_lang.setdefault(lang, []).extend((name, number(one.qid)) for name in names)
    found: set[Key] = set()
    for lang, named in by_lang.items():
        texts = [text for text, _ in named]
        for (_, owner), sound, letters in zip(named, fold_all(texts, lang), plain_all(texts), strict=True):
            found.update(((sound, owner), (f"={letters}", owner)))
    return sorted(key for key in found if key[0] not in ("", "="))


@cache
def fold_version() -> str:
    """Return a text that is another one when names get other keys: an index made before is out of date then."""
    texts = (*_PROBE.split(), *_PROBE.replace(" ", ""), *_DIGRAPHS)
    sounds = (fold(text, lang) for lang in (None, *sorted(codes())) for text in texts)
    return sha256("\n".join(sounds).encode()).hexdigest()[:12]
