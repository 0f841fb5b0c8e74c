"""A dump in Wikidata's shape of the items that a text collection is about, to measure linking with an index made of it.

    python -m tools.news_dump GOLD.jsonl DUMP.json.gz [--namesakes 2]

It holds all items of the index that ships, with as many sitelinks as that takes each to be well known by, and each item
of the gold that is not among them, with the name and class that the gold gives it and nothing else: no other names, no
dates, no country. Of each person and place that the gold names it can hold made-up namesakes, less known and of other
countries; their ids are far above those that Wikidata has given out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.index import Index
from claimgraph.wikidata.shipped import shipped_index
from tools.synthetic_dump import FIRST

CLASSES = {"PER": "Q5", "ORG": "Q43229", "LOC": "Q486972", "EVT": "Q1190554"}
"""A class of each kind: human, organization, settlement, occurrence."""
SORTS = {"Q215627": "PER", "Q27096213": "LOC", "Q43229": "ORG"}
"""Kinds of the classes that the gold tells, the first that fits counts: person, geographic entity, organization."""
USUAL = 30
"""Sitelinks of an item that only the gold has: a guess at what is usual for what news are about."""
LITTLE = 4
"""Sitelinks of a namesake."""
NAMED_ALIKE = ("PER", "LOC")
_COUNTRIES = ("Q30", "Q145", "Q408", "Q16", "Q27", "Q258", "Q664")
"""Of namesakes: those where English names are usual."""
Record = dict[str, Any]


def gold_items(rows: Iterable[Mapping[str, Any]]) -> Iterator[Item]:
    """Yield the items of gold, once each, that are of a kind, with the name that the gold gives them."""
    seen: set[str] = set()
    for name in (name for row in rows for name in row["entities"]):
        kind = next((kind for sort, kind in SORTS.items() if sort in (name.get("type") or "").split("|")), None)
        if kind and name.get("qid") and name["qid"] not in seen and name.get("name"):
            seen.add(name["qid"])
            yield Item(name["qid"], kind, {"en": (name["name"],)}, USUAL)  # type: ignore[arg-type]


def namesakes(items: Iterable[Item], times: int) -> Iterator[Item]:
    """Yield made-up items with the English label of each item, of countries that differ."""
    number = FIRST
    for item in items:
        start = zlib.crc32(item.qid.encode()) % len(_COUNTRIES)
        for nth in range(times):
            country = _COUNTRIES[(start + nth) % len(_COUNTRIES)]
            yield Item(f"Q{number}", item.kind, {"en": item.names["en"][:1]}, LITTLE, country=country)
            number += 1


def record(item: Item) -> Record:
    """Return an item in the JSON of the dump."""
    labels = {lang: {"language": lang, "value": names[0]} for lang, names in item.names.items() if names}
    aliases = {
        lang: [{"language": lang, "value": name} for name in names[1:]]
        for lang, names in item.names.items()
        if names[1:]
    }
    claims = {"P31": [_claim("P31", CLASSES[item.kind])]}
    if item.country:
        home = "P27" if item.kind == "PER" else "P17"
        claims[home] = [_claim(home, item.country)]
    if item.place:
        latitude, longitude = item.place
        value = {"type": "globecoordinate", "value": {"latitude": latitude, "longitude": longitude}}
        claims["P625"] = [{"mainsnak": _snak("P625", value), "type": "statement", "rank": "normal"}]
    links = {f"x{n}wiki": {"site": f"x{n}wiki", "title": item.qid, "badges": []} for n in range(item.prior)}
    return {"type": "item", "id": item.qid, "labels": labels, "descriptions": {}, "aliases": aliases,
            "claims": claims, "sitelinks": links}  # fmt: skip


def _claim(property: str, qid: str) -> Record:
    value = {"type": "wikibase-entityid", "value": {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}}
    return {"mainsnak": _snak(property, value), "type": "statement", "rank": "normal"}


def _snak(property: str, value: Record) -> Record:
    return {"snaktype": "value", "property": property, "datavalue": value}


def items_of(gold: Path, index: Index, times: int) -> list[Item]:
    """Return the items of a dump for the texts of a file of gold, by QID."""
    with gold.open(encoding="utf-8") as lines:
        wanted = list(gold_items(map(json.loads, lines)))
    held = {item.qid: item for item in index.items() if item.kind in CLASSES}
    meant = [held.get(item.qid, item) for item in wanted]
    made = namesakes((item for item in meant if item.names.get("en") and item.kind in NAMED_ALIKE), times)
    every = {**{item.qid: item for item in (*wanted, *made)}, **held}
    return sorted(every.values(), key=lambda item: int(item.qid[1:]))


def write(items: Sequence[Item], path: Path) -> None:
    """Write items as a dump, packed with gzip."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw, mtime=0) as file:
        file.write(b"[\n")
        file.write(b",\n".join(json.dumps(record(item), ensure_ascii=False).encode() for item in items))
        file.write(b"\n]\n")


def main() -> None:
    """Write the dump."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("gold", type=Path)
    parser.add_argument("dump", type=Path)
    parser.add_argument("--namesakes", type=int, default=0)
    chosen = parser.parse_args()
    found = items_of(chosen.gold, shipped_index(), chosen.namesakes)
    write(found, chosen.dump)
    print(f"{len(found)} items")


if __name__ == "__main__":
    main()
