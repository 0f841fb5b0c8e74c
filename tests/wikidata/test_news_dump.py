"""The dump of what a text collection is about: read back by the same reader as the public one."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.entity import item as read_item
from claimgraph.wikidata.kinds import Kinds
from claimgraph.wikidata.shipped import shipped_index
from tools.news_dump import CLASSES, LITTLE, USUAL, gold_items, items_of, namesakes, record, write

KINDS = Kinds({own: kind for kind, own in CLASSES.items()})  # type: ignore[misc]


def name(qid: str, kind: str, words: str) -> dict[str, Any]:
    return {"start": 0, "end": 1, "qid": qid, "type": kind, "name": words}


ROWS = [{"entities": [
    name("Q900000001", "Q215627", "Nora Lindqvist"), name("Q900000001", "Q215627", "Nora Lindqvist"),
    name("Q900000002", "Q43229|Q1", "Harbour Union"), name("Q900000003", "OTHER", "Fjord Games"),
]}]  # fmt: skip


def test_items_of_gold_have_its_names_and_kinds_once() -> None:
    found = [(item.qid, item.kind, item.names["en"]) for item in gold_items(ROWS)]
    assert found == [("Q900000001", "PER", ("Nora Lindqvist",)), ("Q900000002", "ORG", ("Harbour Union",))]


def test_a_record_is_read_as_the_item_that_it_was() -> None:
    item = Item("Q900000001", "PER", {"en": ("Nora Lindqvist", "N. Lindqvist")}, USUAL, ("Q5",), "Q20")
    read = read_item(json.loads(json.dumps(record(item))), ("en",), KINDS)
    assert read == item


def test_namesakes_differ_in_country_and_are_little_known() -> None:
    found = list(namesakes(gold_items(ROWS), 2))
    assert [item.names["en"][0] for item in found] == ["Nora Lindqvist"] * 2 + ["Harbour Union"] * 2
    assert {item.prior for item in found} == {LITTLE}
    assert found[0].country != found[1].country
    assert len({item.qid for item in found}) == 4


def test_same_items_make_the_same_bytes(tmp_path: Path) -> None:
    items = list(gold_items(ROWS))
    paths = [tmp_path / f"{number}.json.gz" for number in range(2)]
    for path in paths:
        write(items, path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    opened, first, second, closed = gzip.decompress(paths[0].read_bytes()).splitlines()
    assert (opened, closed) == (b"[", b"]")
    assert [json.loads(line.rstrip(b","))["id"] for line in (first, second)] == ["Q900000001", "Q900000002"]


def test_a_dump_has_the_items_of_gold_and_those_of_an_index(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(ROWS[0]), encoding="utf-8")
    index = shipped_index()
    found = items_of(gold, index, 1)
    names = [(item.names.get("en") or ("",))[0] for item in found]
    assert (names.count("Nora Lindqvist"), names.count("Harbour Union")) == (2, 1)
    assert len(found) > len(index) / 2
    assert [int(item.qid[1:]) for item in found] == sorted(int(item.qid[1:]) for item in found)
