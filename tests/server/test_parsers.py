"""Texts of all kinds for every parser of requests and files; the store's own parser judges the look at queries."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.server.tokens import TokenError, read_tokens
from tools import fuzz_targets
from tools.fuzz_targets import parses, parses_update, targets, without

TARGETS = targets()
HEADERS = {
    "Accept": TARGETS["accept"].words,
    "Accept-Encoding": TARGETS["coding"].words,
    "If-None-Match": ('"', "W/", '"a"', "*", ",", " ", "é"),
    "If-Modified-Since": ("Mon, 01 Jan 2029 ", "00:00:00 GMT", "99:99", "x", " "),
    "Range": ("bytes=", "0-", "-1", "5-2", ",", "9" * 30),
    "Content-Type": ("application/", "sparql-query", "x-www-form-urlencoded", ";", "charset=", "utf-16", "é", '"'),
    "Content-Encoding": ("gzip", "identity", ",", "x"),
    "Authorization": ("Bearer ", "cg_", "é", " ", "Basic ", "x", "="),
    "Origin": ("http://", "a.example", "null", ":", "é"),
    "X-Forwarded-For": TARGETS["proxies"].words,
    "X-Request-Id": ("a", "-", " ", "é", "{", '"', "a" * 300),
}
PATHS = (
    "/sparql",
    "/graphs",
    "/graphs/a",
    "/id/entity/asa-berg",
    "/queries/documents",
    "/api/search",
    "/void",
    "/search",
)


@pytest.mark.parametrize("name", TARGETS)
@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_no_text_makes_a_parser_fail(name: str, data: st.DataObject) -> None:
    target = TARGETS[name]
    made = st.lists(st.sampled_from(target.words), max_size=25).map("".join)
    target.tried(data.draw(st.one_of(made, st.text(max_size=80))))


def words(*choices: str) -> st.SearchStrategy[str]:
    """Return texts that such words are made to, without what no header and no address can hold."""
    made = st.lists(st.sampled_from(choices), max_size=6).map("".join)
    return made.map(lambda text: text.encode("latin-1", "replace").decode("latin-1").replace("\n", " "))


@settings(deadline=None, max_examples=120)
@given(
    st.sampled_from(["GET", "POST", "PUT", "OPTIONS"]),
    st.sampled_from(PATHS),
    words(*TARGETS["fields"].words, "query=ASK%7B%7D", "q=lunden"),
    st.fixed_dictionaries({}, optional={name: words(*choices) for name, choices in HEADERS.items()}),
)
def test_no_request_makes_the_server_fail(
    client: FlaskClient, method: str, path: str, query: str, headers: dict[str, str]
) -> None:
    response = client.open(path, method=method, query_string=query, headers=headers, data=b"ASK {}")
    assert response.status_code not in (500, 502, 503), (response.status_code, response.get_data(as_text=True)[:300])


def test_an_empty_tag_is_one_that_nothing_has(client: FlaskClient) -> None:
    asked = client.get("/sparql", query_string={"query": "ASK {}"}, headers={"If-None-Match": '""'})
    assert (asked.status_code, asked.json["boolean"] if asked.json else None) == (200, True)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("SELECT * { SERVICE <urn:x> {} }", True),
        ("PREFIX e: <urn:> ASK { ?s ?p 1.0e1SERVICE e:x {} }", True),
        ("PREFIX service: <urn:> SELECT ?service { ?service service:x 'SERVICE' } # SERVICE", False),
    ],
)
def test_the_judge_sees_service_without_running_it(text: str, asks: bool) -> None:
    assert parses(text)
    assert parses(without("service", text)) is not asks


def test_the_judge_sees_load_without_running_it() -> None:
    assert parses_update("LOAD <urn:x>")
    assert not parses_update(without("load", "LOAD <urn:x>"))
    assert not parses_update("INSERT DATA { ?s ?p ?o }")


@pytest.mark.parametrize(("text", "verdict"), [("ASK { SERVICE <urn:x> {} }", False), ("ASK { ?service ?p ?o }", True)])
def test_a_guard_that_errs_is_caught(text: str, verdict: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    fuzz_targets.guard(text)
    monkeypatch.setattr(fuzz_targets, "refusal", lambda look, asked: "refused" if verdict else "")
    with pytest.raises(AssertionError):
        fuzz_targets.guard(text)


@pytest.mark.parametrize(
    "entry",
    [
        {"scopes": ["root"]},
        {"sha256": "short"},
        {"sha256": "é" * 64},
        {"expires": "2026-01-01T00:00:00"},
        {"expires": "soon"},
        {"expires": 5},
        {"scopes": [[]]},
        {"name": None},
    ],
)
def test_a_token_that_could_not_be_asked_is_damage(tmp_path: Path, entry: dict[str, object]) -> None:
    good = {"name": "ann", "sha256": "0" * 64, "scopes": ["query"], "created": "2026-01-01T00:00:00+00:00"}
    path = tmp_path / "tokens.json"
    path.write_text(json.dumps({"tokens": [good]}), encoding="utf-8")
    assert [token.name for token in read_tokens(path)] == ["ann"]
    path.write_text(json.dumps({"tokens": [good | entry]}), encoding="utf-8")
    with pytest.raises(TokenError):
        read_tokens(path)
