"""What Wikidata answered is not asked again, unless it is old, damaged or a failure."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata.answers import Failed, Found, NotFound
from claimgraph.wikidata.cache import Cache
from claimgraph.wikidata.client import Wikidata
from tests.wikidata.asking import GONE, NOW, ONE, THREE, TWO, hit, later, one, record
from tests.wikidata.site import Site, sends


def test_what_is_known_is_not_asked_again(site: Site, wikidata: Wikidata) -> None:
    site.records |= {ONE: record("Arleton"), TWO: record("Velin")}
    site.redirects[THREE] = TWO
    site.hits["Arleton"] = [hit(ONE, "Arleton")]
    first = [*wikidata.entities([ONE, THREE, GONE]), wikidata.search("Arleton", "en"), wikidata.search("No", "en")]
    asked = len(site.asked)
    again = [*wikidata.entities([ONE, THREE, GONE]), wikidata.search("Arleton", "en"), wikidata.search("No", "en")]
    assert again == first
    assert len(site.asked) == asked
    list(replace(wikidata, languages=("pl",)).entities([ONE]))
    assert len(site.asked) == asked + 1


def test_not_found_is_forgotten_after_a_day_and_all_after_the_age(site: Site, wikidata: Wikidata) -> None:
    site.records[ONE] = record("Arleton")
    assert [type(said) for said in wikidata.entities([ONE, GONE])] == [Found, NotFound]
    site.records[GONE] = record("New")
    assert one(later(wikidata, 0.9), GONE) == NotFound(GONE)
    assert [type(said) for said in later(wikidata, 1.1).entities([ONE, GONE])] == [Found, Found]
    assert site.batches() == [[ONE, GONE], [GONE]]
    list(later(wikidata, 31).entities([ONE]))
    assert site.batches()[2:] == [[ONE]]


def test_failures_are_not_remembered(site: Site, wikidata: Wikidata) -> None:
    site.records[ONE] = record("Arleton")
    site.script = [sends(b"", 403)]
    assert isinstance(one(wikidata, ONE), Failed)
    assert isinstance(one(wikidata, ONE), Found)


def test_damaged_entry_of_the_cache_is_asked_for_again(site: Site, wikidata: Wikidata) -> None:
    site.records[ONE] = record("Arleton")
    one(wikidata, ONE)
    (entry,) = wikidata.cache.folder.rglob("*.gz")
    whole = entry.read_bytes()
    other = gzip.compress(gzip.decompress(whole).replace(ONE.encode(), TWO.encode()))
    for number, content in enumerate(
        (b"", whole[:-20], b"no gzip", gzip.compress(b"{}"), gzip.compress(b"\xff"), other)
    ):
        entry.write_bytes(content)
        assert isinstance(one(wikidata, ONE), Found)
        assert len(site.asked) == number + 2
        assert entry.read_bytes() == whole
    assert sorted(wikidata.cache.folder.rglob("*")) == [entry.parent, entry]


def test_refresh_trusts_only_what_the_run_itself_stored(site: Site, wikidata: Wikidata) -> None:
    site.records[ONE] = record("Arleton")
    one(wikidata, ONE)
    run = replace(wikidata, cache=Cache(wikidata.cache.folder, NOW + 5, lambda: NOW + 6))
    one(run, ONE)
    one(run, ONE)
    assert len(site.asked) == 2


def test_entry_counts_under_its_own_key_and_not_before_it_was_stored(wikidata: Wikidata) -> None:
    cache = wikidata.cache
    cache.put("one", {"a": 1})
    (entry,) = cache.folder.rglob("*.gz")
    cache.put("two", {"b": 2})
    (other,) = set(cache.folder.rglob("*.gz")) - {entry}
    other.write_bytes(entry.read_bytes())
    assert (cache.get("one"), cache.get("two")) == ({"a": 1}, None)
    assert later(wikidata, -0.1).cache.get("one") is None


def test_cache_that_can_not_be_written_is_an_error(site: Site, wikidata: Wikidata, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ClaimGraphError, match="can't be written"):
        one(replace(wikidata, cache=Cache(tmp_path / "file" / "cache", 0.0)), ONE)
