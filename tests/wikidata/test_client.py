"""Wikidata is asked politely, and a failure is never taken for an answer; no test leaves the machine."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from claimgraph.wikidata.answers import Failed, Found, Hit, NotFound
from claimgraph.wikidata.api import IN_A_ROW
from claimgraph.wikidata.client import LONGEST_NAME, Wikidata
from tests.wikidata.asking import CONTACT, GONE, ONE, THREE, TWO, Clock, bounded, hit, ids, one, record
from tests.wikidata.site import Act, Site, fault, lags, sends


def test_request_keeps_the_etiquette(site: Site, wikidata: Wikidata) -> None:
    site.records[ONE] = record("Arleton")
    assert isinstance(one(wikidata, ONE), Found)
    (asked,), (headers,) = site.asked, site.headers
    assert headers["User-Agent"] == f"claimgraph/0.1.0 ({CONTACT})"
    assert headers["Accept-Encoding"] == "gzip"
    assert asked == {
        "action": "wbgetentities",
        "ids": ONE,
        "props": "info|labels|aliases|claims|sitelinks",
        "languages": "en|mul|uk",
        "format": "json",
        "formatversion": "2",
        "maxlag": "5",
    }


def test_found_redirected_and_missing_are_told_apart_in_order(site: Site, wikidata: Wikidata) -> None:
    site.records |= {ONE: record("Arleton"), TWO: record("Velin")}
    site.redirects[THREE] = TWO
    said = list(wikidata.entities([THREE, GONE, ONE, GONE, f" {ONE.lower()} "]))
    assert [type(answer) for answer in said] == [Found, NotFound, Found]
    assert [answer.asked for answer in said] == [THREE, GONE, ONE]
    first, _, last = said
    assert isinstance(first, Found)
    assert first.value.qid == TWO
    assert isinstance(last, Found)
    assert last.value.qid == ONE
    assert last.value.record["labels"].keys() == {"en", "uk", "mul"}
    assert len(site.asked) == 1


def test_at_most_50_ids_a_request_one_request_at_a_time(site: Site, wikidata: Wikidata) -> None:
    site.records |= {qid: record("x") for qid in ids(120)}
    assert all(isinstance(said, Found) for said in wikidata.entities(ids(120)))
    assert [len(batch) for batch in site.batches()] == [50, 50, 20]
    assert site.most_at_once == 1


def test_what_an_answer_has_no_room_for_is_asked_again(site: Site, wikidata: Wikidata) -> None:
    site.records |= {qid: record("x" * 100) for qid in ids(10)}
    site.room = 3 * len(json.dumps({"type": "item", "id": ONE, **record("x" * 100)}))
    said = list(wikidata.entities(ids(10)))
    assert [answer.asked for answer in said if isinstance(answer, Found)] == ids(10)
    assert [len(batch) for batch in site.batches()][:2] == [10, 7]
    site.room = 10
    failed = list(replace(wikidata, languages=("pl",)).entities(ids(3)))
    assert [type(answer) for answer in failed] == [Failed] * 3
    assert all("limit" in answer.reason for answer in failed if isinstance(answer, Failed))


def test_item_that_an_answer_leaves_out_is_a_failure(site: Site, wikidata: Wikidata) -> None:
    site.script = [sends({"entities": {ONE: {"id": ONE, "missing": ""}}, "success": 1})]
    assert list(wikidata.entities([ONE, TWO])) == [NotFound(ONE), Failed(TWO, "an answer that leaves it out")]


def test_id_that_wikidata_can_not_parse_does_not_spoil_the_others(site: Site, wikidata: Wikidata) -> None:
    site.records |= {ONE: record("Arleton"), TWO: record("Velin")}
    site.script = [sends(fault("no-such-entity", f'Could not find an entity with the ID "{GONE}".', id=GONE))]
    said = list(wikidata.entities([ONE, GONE, TWO]))
    assert [type(answer) for answer in said] == [Found, NotFound, Found]


@pytest.mark.parametrize(
    ("act", "wait"), [(lags("7"), 7.0), (lags("2"), 5.0), (lags(None), 5.0), (lags("6", 503), 6.0)]
)
def test_lag_is_waited_out(site: Site, wikidata: Wikidata, clock: Clock, act: Act, wait: float) -> None:
    site.records[ONE] = record("Arleton")
    site.script = [act]
    assert isinstance(one(wikidata, ONE), Found)
    assert clock.slept == [wait]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_attempts_have_growing_pauses_and_an_end(site: Site, wikidata: Wikidata, clock: Clock, status: int) -> None:
    site.script = [sends(b"<html>Too bad</html>", status) for _ in range(9)]
    said = one(wikidata, ONE)
    assert isinstance(said, Failed)
    assert f"HTTP {status}" in said.reason
    assert clock.slept == [1.0, 2.0, 4.0]
    assert len(site.asked) == 4


def test_retry_after_may_be_a_date(site: Site, wikidata: Wikidata, clock: Clock) -> None:
    site.records[ONE] = record("Arleton")
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    site.script = [sends(b"", 429, Retry_After=date), sends(b"", 429, Retry_After="soon")]
    assert isinstance(one(wikidata, ONE), Found)
    assert 25 < clock.slept[0] <= 30
    assert clock.slept[1] == 2.0


def test_server_that_wants_a_long_pause_is_left_alone(site: Site, wikidata: Wikidata, clock: Clock) -> None:
    site.script = [sends(b"", 429, Retry_After="3600")]
    said = list(wikidata.entities(ids(60)))
    assert all(isinstance(answer, Failed) for answer in said)
    assert said[0] == Failed(ids(1)[0], "HTTP 429 Too Many Requests; the server asks to wait 3600 s")
    assert len(site.asked) == 1
    assert clock.slept == []
    clock.now += 3590
    site.records[ONE] = record("Arleton")
    assert isinstance(one(wikidata, ONE), Found)
    assert clock.slept == [10.0]


def test_pause_holds_for_the_next_request_too(site: Site, wikidata: Wikidata, clock: Clock) -> None:
    site.script = [sends(b"", 429, Retry_After="9")]
    assert isinstance(one(bounded(wikidata, attempts=1), ONE), Failed)
    patient = bounded(wikidata, attempts=1)
    site.script = [sends(b"", 429, Retry_After="9")]
    assert isinstance(one(patient, ONE), Failed)
    assert one(patient, ONE) == NotFound(ONE)
    assert clock.slept == [9.0]


def test_wait_that_an_error_asks_for_counts_though_its_page_is_broken(
    site: Site, wikidata: Wikidata, clock: Clock
) -> None:
    site.script = [
        sends(b"no gzip", 429, Content_Encoding="gzip", Retry_After="8"),
        sends(b"x" * 1_000_000, 503, Retry_After="9"),
    ]
    assert one(bounded(wikidata, max_bytes=10_000), GONE) == NotFound(GONE)
    assert clock.slept == [8.0, 9.0]


def test_operator_who_is_blocked_soon_stops_asking(site: Site, wikidata: Wikidata) -> None:
    site.script = [sends(fault("blocked", "You have been blocked from reading.")) for _ in range(9)]
    said = [wikidata.search(f"name {number}", "en") for number in range(9)]
    assert all(isinstance(answer, Failed) for answer in said)
    assert len(site.asked) == IN_A_ROW


def test_refusal_is_a_failure_that_is_not_tried_again(site: Site, wikidata: Wikidata, clock: Clock) -> None:
    site.script = [sends(fault("missingparam", 'The "search" parameter must be set.'))]
    assert wikidata.search("Arleton", "en") == Failed(
        "Arleton", 'Wikidata refuses: missingparam: The "search" parameter must be set.'
    )
    site.script = [sends(fault("ratelimited", "You've exceeded your rate limit.")), lags()]
    assert wikidata.search("Arleton", "en") == NotFound("Arleton")
    assert clock.slept == [1.0, 5.0]


def test_search_finds_names_not_ids(site: Site, wikidata: Wikidata) -> None:
    site.hits["Arleton upon Wey"] = [hit(TWO, "Arleton"), hit(ONE, "Arleton upon Wey", "alias")]
    site.hits[ONE] = [hit(ONE, ONE, "entityId")]
    found = wikidata.search("  Arleton\nupon\tWey ", "en", 7)
    assert isinstance(found, Found)
    assert found.value == (
        Hit(TWO, "Arleton", "town", "Arleton", "en", "label"),
        Hit(ONE, "Arleton upon Wey", "town", "Arleton upon Wey", "en", "alias"),
    )
    assert site.asked[0].items() >= {"language": "en", "uselang": "en", "type": "item", "limit": "7"}.items()
    assert wikidata.search(ONE, "en") == NotFound(ONE)
    assert wikidata.search("Nowhere", "en") == NotFound("Nowhere")


@pytest.mark.parametrize("told", [{"success": 1}, {"search": {}}, {"search": [{"id": ONE}]}, {"search": [None]}])
def test_search_of_another_shape_is_a_failure(site: Site, wikidata: Wikidata, told: dict[str, Any]) -> None:
    site.script = [sends(told)]
    assert isinstance(wikidata.search("Arleton", "en"), Failed)


def test_name_that_can_not_be_in_wikidata_is_not_asked_for(site: Site, wikidata: Wikidata) -> None:
    for name in ("", " \n", "x" * (LONGEST_NAME + 1)):
        assert wikidata.search(name, "en") == NotFound(name)
    assert site.asked == []
    assert wikidata.search("half \ud800 | a pair & more=1", "en") == NotFound("half \ud800 | a pair & more=1")
    assert site.asked[0]["search"] == "half ? | a pair & more=1"
