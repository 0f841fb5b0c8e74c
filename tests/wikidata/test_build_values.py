"""No value that a dump may have under any key ends a build or spoils an index."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.wikidata.build import Plan, build
from claimgraph.wikidata.index import open_index
from claimgraph.wikidata.kinds import is_qid
from tests.wikidata.records import CITY, KINDS, dumped, of_item, record, statement, time

FIRST, SECOND = "Q1900000001", "Q1900000002"
VALUES: tuple[object, ...] = ("L7", "Q1٣", "Q99999999999", "\0", "", 1e308, -1, None, {"id": "Q7"}, "+9-9-9T", True)
KEYS = ("id", "time", "precision", "latitude", "longitude", "globe", "language", "value", "title", "rank")


@given(st.dictionaries(st.sampled_from(KEYS), st.sampled_from(VALUES), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_no_value_ends_a_build(changes: dict[str, object]) -> None:
    born, seat = statement("P569", time("+1966-10-09T00:00:00Z")), statement("P17", of_item(SECOND))
    spot = statement("P625", {"latitude": 1, "longitude": 2, "globe": "http://www.wikidata.org/entity/Q2"})
    of = statement("P31", of_item(CITY))
    odd = record(SECOND, claims={"P31": [of], **altered({"P569": [born], "P17": [seat], "P625": [spot]}, changes)})
    odd["sitelinks"] = altered(odd["sitelinks"], changes)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        report = build(Plan(dumped(Path(folder) / "d", record(FIRST), odd), path, KINDS))
        assert report.counts["items"] + report.counts["corrupt"] == 2
        with closing(open_index(path)) as index:
            assert index.faults() == []
            assert len(index) == report.counts["items"]
            assert all(one.country is None or is_qid(one.country) for one in index.items())


def altered(value: Any, changes: dict[str, object]) -> Any:
    """Return a value with other values under some keys, wherever those stand."""
    if isinstance(value, dict):
        return {key: changes[key] if key in changes else altered(one, changes) for key, one in value.items()}
    return [altered(one, changes) for one in value] if isinstance(value, list) else value
