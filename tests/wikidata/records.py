"""Records in Wikidata's JSON for tests; their ids are above those that Wikidata has given out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from claimgraph.wikidata.kinds import Kinds

HUMAN, CITY, AGENCY, OTHER = "Q1900000101", "Q1900000102", "Q1900000103", "Q1900000104"
KINDS = Kinds({HUMAN: "PER", CITY: "LOC", AGENCY: "ORG"})
LANGUAGES = ("en", "uk")


def snak(key: str, value: object, **more: object) -> dict[str, Any]:
    return {"snaktype": "value", "property": key, "hash": "ab", "datavalue": {"value": value, "type": "x"}, **more}


def of_item(qid: str) -> dict[str, Any]:
    return {"entity-type": "item", "numeric-id": int(qid[1:]), "id": qid}


def time(value: str, precision: int = 11) -> dict[str, Any]:
    return {"time": value, "timezone": 0, "before": 0, "after": 0, "precision": precision, "calendarmodel": "x"}


def statement(key: str, value: object, rank: str = "normal", **qualifiers: object) -> dict[str, Any]:
    made = {"mainsnak": snak(key, value), "type": "statement", "id": "Q1$aa-bb", "rank": rank}
    return {**made, "qualifiers": {name: [snak(name, v)] for name, v in qualifiers.items()}} if qualifiers else made


def texts(**names: str) -> dict[str, Any]:
    return {lang: {"language": lang, "value": name} for lang, name in names.items()}


def record(qid: str, name: str = "Ostrava", of: str = CITY, links: int = 1, **more: Any) -> dict[str, Any]:
    return {
        "type": "item",
        "id": qid,
        "labels": texts(en=name),
        "descriptions": {},
        "aliases": {},
        "claims": {"P31": [statement("P31", of_item(of))]},
        "sitelinks": {f"s{n}wiki": {"site": f"s{n}wiki", "title": name, "badges": []} for n in range(links)},
        "modified": "2026-01-02T03:04:05Z",
    } | more


def line(entity: object) -> bytes:
    return json.dumps(entity, ensure_ascii=False, separators=(",", ":")).encode()


def dumped(path: Path, *entities: object, end: bytes = b"\n]\n") -> Path:
    """Write a plain dump; bytes among the entities stand as they are."""
    lines = [one if isinstance(one, bytes) else line(one) for one in entities]
    path.write_bytes(b"[\n" + b",\n".join(lines) + end)
    return path
