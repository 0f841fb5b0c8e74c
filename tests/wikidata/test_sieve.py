"""The test of bytes lets no wanted item through unseen, and no line whatsoever ends a build."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.wikidata.kinds import shipped
from claimgraph.wikidata.rows import item
from claimgraph.wikidata.sieve import Hierarchy, Sieve
from tests.shared import shared
from tests.wikidata.records import CITY, KINDS, LANGUAGES, OTHER, line, of_item, record, statement

QID, TARGET = "Q1900000001", "Q1900000002"
SIEVE = Sieve.of(KINDS, LANGUAGES, 1)
KEYS = st.sampled_from(
    [
        "id",
        "type",
        "labels",
        "aliases",
        "claims",
        "sitelinks",
        "P31",
        "P279",
        "P39",
        "mainsnak",
        "datavalue",
        "value",
        "en",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(), inner, max_size=4),
    max_leaves=20,
)


def qids(*entities: bytes) -> list[str]:
    return [item(row).qid for row in SIEVE(b",\n".join(entities)).rows]


def test_items_of_wanted_classes_are_kept_and_others_dropped() -> None:
    assert qids(line(record(QID)), line(record(TARGET, of=OTHER)), line({"type": "property", "id": "P31"})) == [QID]


def test_items_with_too_few_sitelinks_are_dropped() -> None:
    few = [line(record(QID, links=0)), line(record(QID, sitelinks=[]))]
    assert qids(*few) == []
    assert [item(row).qid for row in Sieve.of(KINDS, LANGUAGES, 0)(few[0]).rows] == [QID]
    assert Sieve.of(KINDS, LANGUAGES, 2)(line(record(QID, links=1))).rows == []


@pytest.mark.parametrize("spaces", [(",", ":"), (", ", ": "), (" ,\t", " :  ")])
@pytest.mark.parametrize("backwards", [False, True])
def test_layout_of_the_json_doesnt_matter(spaces: tuple[str, str], backwards: bool) -> None:
    entity = turned(record(QID)) if backwards else record(QID)
    assert qids(json.dumps(entity, separators=spaces).encode()) == [QID]


def turned(value: Any) -> Any:
    """Return a value with the keys of all its objects the other way round."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


def test_wanted_class_may_stand_behind_others_and_unknown_ones() -> None:
    unknown = {
        "mainsnak": {"snaktype": "somevalue", "property": "P31", "hash": "a"},
        "type": "statement",
        "rank": "normal",
    }
    several = [statement("P31", of_item(OTHER)), unknown, statement("P31", of_item(CITY))]
    assert qids(line(record(QID, claims={"P31": several}))) == [QID]


@pytest.mark.parametrize(("before", "after"), [(b"[", b","), (b"", b"]"), (b" ", b" ,\r"), (b"[", b"]")])
def test_line_may_have_what_arrays_have_around_it(before: bytes, after: bytes) -> None:
    assert qids(before + line(record(QID)) + after) == [QID]


@pytest.mark.parametrize(
    "broken",
    [
        line(record(QID))[:-1],
        line(record(QID))[:50],
        line(record(QID))[20:],
        line(record(QID)).replace(b'"labels":{', b'"labels":{{'),
        line(record(QID)).replace(b"Ostrava", b"Ostr\xff"),
        line(record(QID)).replace(b"Ostrava", b"Ostr\\ud800"),
        line(record(QID)).replace(b"normal", b"supreme"),
        line(record(QID, extra="DEEP")).replace(b'"DEEP"', b"[" * 100_000 + b"]" * 100_000),
        b"null",
        b"\x00",
    ],
)
def test_broken_lines_are_counted_and_shown(broken: bytes) -> None:
    batch = SIEVE(b"\n".join([b"[", line(record(TARGET)) + b",", broken, b"]"]))
    assert (batch.lines, batch.corrupt, len(batch.rows)) == (2, 1, 1)
    assert batch.example is not None
    assert batch.example[0] == 2
    assert len(batch.example[1]) < 400


def test_redirects_are_kept_apart_and_deletions_dropped() -> None:
    batch = SIEVE(line({"entity": QID, "redirect": TARGET}) + b"\n" + line({"id": QID, "missing": ""}))
    assert (batch.redirects, batch.rows, batch.corrupt) == ([(QID, TARGET)], [], 0)


@given(JSON | st.dictionaries(KEYS, JSON))
def test_no_json_ends_a_build(value: object) -> None:
    for sieve in (SIEVE, Hierarchy()):
        batch = sieve(json.dumps(value).encode())
        assert batch.lines <= 1


@given(JSON, st.sampled_from(["labels", "aliases", "claims", "sitelinks", "modified", "redirect", "id", "missing"]))
def test_no_part_of_another_shape_ends_a_build(value: object, part: str) -> None:
    batch = SIEVE(line(record(QID)) + b"\n" + line(record(TARGET) | {part: value}))
    assert batch.lines == 2
    assert len(batch.rows) + batch.corrupt <= 2


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 400))
def test_no_bytes_end_a_build(garbage: bytes, start: int, end: int) -> None:
    good = line(record(QID))
    for sieve in (SIEVE, Hierarchy()):
        sieve(good[:start] + garbage + good[end:])


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_name_can_be_kept(name: str) -> None:
    batch = SIEVE(line(record(QID, name)))
    assert batch.corrupt == 0
    assert len(batch.rows) == bool(name.split())


def test_byte_test_keeps_what_the_decoder_would_of_real_records() -> None:
    with gzip.open(shared("wikidata", "agencies.jsonl.gz")) as file:
        data = file.read()
    seen = Sieve.of(shipped(), ("en", "uk"), 0)(data)
    blind = Sieve(shipped(), ("en", "uk"), 0, frozenset(f"Q{n}".encode() for n in _all_classes(data)))(data)
    assert seen.rows == blind.rows
    assert seen.corrupt == blind.corrupt == 0
    assert seen.lines == 266


def _all_classes(data: bytes) -> set[int]:
    return {
        one["mainsnak"]["datavalue"]["value"]["numeric-id"]
        for row in map(json.loads, data.splitlines())
        for one in row["claims"].get("P31", [])
    }


def test_hierarchy_is_read() -> None:
    above = {"P279": [statement("P279", of_item(CITY)), statement("P279", of_item(OTHER), "deprecated")]}
    batch = Hierarchy()(line(record(QID, claims=above)) + b"\n" + line(record(TARGET)))
    assert batch.subclasses == [(int(QID[1:]), int(CITY[1:]))]
