"""Fetched items come into an index, replace what it had, follow redirects, and leave it when Wikidata deletes them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from claimgraph.errors import ClaimGraphError
from claimgraph.link.fold import fold
from claimgraph.wikidata.client import Wikidata
from claimgraph.wikidata.entity import Item
from claimgraph.wikidata.index import Index, open_index
from claimgraph.wikidata.kinds import Kinds, shipped
from claimgraph.wikidata.update import Outcome, Update, Wanted
from claimgraph.wikidata.writing import write_index
from tests.shared import shared
from tests.wikidata.asking import GONE, ONE, THREE, TWO, record
from tests.wikidata.site import Site, sends

TOWN, HAMLET = "Q900001001", "Q900001002"
LEFT_OUT = "no class of it is wanted, or it has no name in these languages"
WANTED = Wanted(("en", "uk"), Kinds({TOWN: "LOC"}))


def place(name: str, of: str = TOWN, **more: Any) -> dict[str, Any]:
    value = {"value": {"entity-type": "item", "numeric-id": int(of[1:]), "id": of}, "type": "wikibase-entityid"}
    snak = {"snaktype": "value", "property": "P31", "datavalue": value, "datatype": "wikibase-item"}
    return record(name, claims={"P31": [{"mainsnak": snak, "type": "statement", "rank": "normal"}]}, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "places.index"


@pytest.fixture
def index(path: Path) -> Iterator[Index]:
    """An index as a dump makes it: two towns and a hamlet that counts as a place there."""
    items = [
        Item(ONE, "LOC", {"en": ("Old Arleton",)}, 3, (TOWN,)),
        Item(TWO, "LOC", {"en": ("Velin",)}, 2, (TOWN,)),
        Item(THREE, "LOC", {"en": ("Little Velin",)}, 1, (HAMLET,)),
    ]
    write_index(path, items, {"source": "wikidata", "languages": "en uk", "date": "2026-01-01"})
    with closing(open_index(path)) as opened:
        yield opened


def fetch(wikidata: Wikidata, qids: list[str], update: Update, path: Path) -> list[str]:
    told = [str(update.take(said)) for said in wikidata.entities(qids)]
    if update:
        update.write(path)
    return told


def content(path: Path) -> dict[str, tuple[str, ...]]:
    with closing(open_index(path)) as opened:
        assert opened.faults() == []
        return {item.qid: item.names.get("en", ()) for item in opened.items()}


def test_new_index_is_made_of_what_was_found(site: Site, wikidata: Wikidata, path: Path) -> None:
    site.records |= {ONE: place("Arleton"), TWO: record("Some thing")}
    site.redirects[THREE] = ONE
    told = fetch(wikidata, [THREE, TWO, GONE], Update(None, WANTED), path)
    assert told == [f"{THREE}: added (it is {ONE} now)", f"{TWO}: left out ({LEFT_OUT})", f"{GONE}: not found"]
    assert content(path) == {ONE: ("Arleton en",)}
    with closing(open_index(path)) as opened:
        assert opened.item(THREE) == opened.item(ONE)
        assert [item.qid for item in opened.named(fold("Arleton uk", "uk"))] == [ONE]
        info = opened.info()
        assert (info["source"], info["date"], info["languages"]) == ("wikidata-live", "2026-01-02", "en uk")
    assert list(path.parent.glob(f"{path.name}*")) == [path]


def test_known_items_are_replaced_and_the_others_stay(site: Site, wikidata: Wikidata, index: Index, path: Path) -> None:
    site.records |= {ONE: place("Arleton"), GONE: place("Novel")}
    assert fetch(wikidata, [ONE, GONE], Update(index, WANTED), path) == [f"{ONE}: replaced", f"{GONE}: added"]
    assert content(path) == {
        ONE: ("Arleton en",),
        TWO: ("Velin",),
        THREE: ("Little Velin",),
        GONE: ("Novel en",),
    }
    with closing(open_index(path)) as after:
        assert after.named(fold("Old Arleton", "en")) == ()
        assert (after.info()["date"], after.info()["fetched"]) == ("2026-01-01", "2026-01-02")
        assert after.version != index.version
        assert fetch(wikidata, [ONE, GONE], update := Update(after, WANTED), path) == [
            f"{ONE}: unchanged",
            f"{GONE}: unchanged",
        ]
        assert not update


def test_deleted_and_merged_items_leave_the_index(site: Site, wikidata: Wikidata, index: Index, path: Path) -> None:
    site.records |= {ONE: place("Arleton")}
    site.redirects[THREE] = ONE
    told = fetch(wikidata, [TWO, THREE], Update(index, WANTED), path)
    assert told == [f"{TWO}: removed (Wikidata has deleted it)", f"{THREE}: replaced (it is {ONE} now)"]
    assert content(path) == {ONE: ("Arleton en",)}
    with closing(open_index(path)) as after:
        assert dict(after.redirects()) == {THREE: ONE}
        # Merged once more: what led to the one leads to the other.
        site.records = {GONE: place("Greater Arleton")}
        site.redirects = {ONE: GONE}
        fetch(replace(wikidata, languages=("pl",)), [ONE], Update(after, WANTED), path)
    with closing(open_index(path)) as last:
        assert dict(last.redirects()) == {ONE: GONE, THREE: GONE}
        # And taken apart again.
        site.records, site.redirects = {THREE: place("Little Velin"), GONE: place("Greater Arleton")}, {}
        fetch(replace(wikidata, languages=("de",)), [THREE], Update(last, WANTED), path)
    assert content(path) == {THREE: (), GONE: ()}
    with closing(open_index(path)) as end:
        assert dict(end.redirects()) == {ONE: GONE}
        # What leads to a deleted item leads nowhere.
        site.records.clear()
        fetch(replace(wikidata, languages=("cs",)), [GONE], Update(end, WANTED), path)
    with closing(open_index(path)) as emptied:
        assert dict(emptied.redirects()) == {}


def test_failure_changes_nothing(site: Site, wikidata: Wikidata, index: Index, path: Path) -> None:
    site.script = [sends(b"", 403)]
    update, before = Update(index, WANTED), path.read_bytes()
    assert fetch(wikidata, [TWO], update, path) == [f"{TWO}: failed (HTTP 403 Forbidden)"]
    site.records[TWO] = place("Velin", sitelinks=7)
    (told,) = fetch(wikidata, [TWO], update, path)
    assert told.startswith(f"{TWO}: failed (a record of another shape")
    assert path.read_bytes() == before
    assert not update


def test_kind_that_the_index_knows_or_the_user_names_counts(
    site: Site, wikidata: Wikidata, index: Index, path: Path
) -> None:
    site.records |= {THREE: place("Hamlet", HAMLET), GONE: place("Council", HAMLET)}
    assert fetch(wikidata, [THREE, GONE], Update(index, WANTED), path) == [
        f"{THREE}: replaced",
        f"{GONE}: left out ({LEFT_OUT})",
    ]
    fetch(wikidata, [GONE], Update(index, replace(WANTED, other="ORG")), path)
    with closing(open_index(path)) as after:
        assert [item.kind for item in after.items()] == ["LOC", "LOC", "LOC", "ORG"]


def test_index_that_can_not_be_written_is_an_error(site: Site, wikidata: Wikidata, tmp_path: Path) -> None:
    site.records[ONE] = place("Arleton")
    with pytest.raises(ClaimGraphError, match="none"):
        fetch(wikidata, [ONE], Update(None, WANTED), tmp_path / "none" / "x.index")


def test_outcome_says_whether_the_index_is_up_to_date() -> None:
    assert [Outcome(ONE, state).is_done for state in ("added", "unchanged", "not found", "failed")] == [
        True,
        True,
        False,
        False,
    ]


def test_real_records_come_through_as_they_are(site: Site, wikidata: Wikidata, path: Path) -> None:
    with gzip.open(shared("wikidata", "agencies.jsonl.gz"), "rt", encoding="utf-8") as lines:
        site.records = {told["id"]: told for told in map(json.loads, lines)}
    asked = replace(wikidata, languages=("en", "uk", "nb", "pl", "ru"))
    wanted = Wanted(("en", "uk", "nb", "pl", "ru"), shipped(), "ORG")
    told = fetch(asked, list(site.records), Update(None, wanted), path)
    assert [line for line in told if not line.endswith(": added")] == []
    with closing(open_index(path)) as opened:
        for qid, record in site.records.items():
            assert opened.item(qid) == wanted.item(record, None)
