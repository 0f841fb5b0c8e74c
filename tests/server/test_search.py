"""Full-text search over HTTP: the JSON of /api, and searches inside SPARQL queries."""

import json
import shutil
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from claimgraph.search.index import FILE
from claimgraph.server.app import close_app, create_app
from tests.server.conftest import OPTIONS
from tests.server.sample import DOCUMENTS, MINT

DAM = 'SERVICE <urn:claimgraph:search> { ?hit search:words "загинула" }'


def ask(address: str, path: str, **parameters: Any) -> tuple[int, Any]:
    request = urllib.request.Request(
        f"{address}{path}?{urlencode(parameters, doseq=True)}", headers={"Accept": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def rows(address: str, query: str) -> list[dict[str, str]]:
    status, answer = ask(address, "/sparql", query=query)
    assert status == 200, answer
    return [{name: term["value"] for name, term in row.items()} for row in answer["results"]["bindings"]]


def test_an_inflected_word_finds_claim_and_document(address: str) -> None:
    status, found = ask(address, "/api/search", q="загинув Лунден")
    assert status == 200
    assert [hit["type"].rpartition("#")[2] for hit in found["hits"]] == ["Claim", "Document"]
    claim, document = found["hits"]
    assert claim["snippet"] == "в Лундені загинули щонайменше 12 людей"
    assert [claim["snippet"][start:end] for start, end in claim["marks"]] == ["Лундені", "загинули"]
    assert document["iri"] == MINT.document(DOCUMENTS["uk"]).value
    assert (found["total"], found["next"], claim["label"]) == (2, None, "Åsa Berg")


def test_names_are_found_in_another_script(address: str) -> None:
    _, found = ask(address, "/api/search", q="Asa Berg", type="Person")
    assert [hit["iri"] for hit in found["hits"]] == [MINT.entity("asa-berg").value]
    _, found = ask(address, "/api/suggest", q="Лунд")
    # The newspaper is an organization and a source.
    assert [one["label"] for one in found["suggestions"]] == ["Lunden", "Lunden Post", "Lunden Post"]


def test_pages_of_hits_lead_to_the_next(address: str) -> None:
    _, whole = ask(address, "/api/search", q="Lunden", limit=50)
    hits, following = [], "/api/search?q=Lunden&limit=1"
    while following:
        with urllib.request.urlopen(f"{address}{following}", timeout=10) as response:
            page = json.load(response)
        hits += page["hits"]
        following = page["next"]
    assert hits == whole["hits"]
    assert len(hits) == whole["total"] > 2


@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/api/search", {}),
        ("/api/search", {"q": "-"}),
        ("/api/search", {"q": "x" * 501}),
        ("/api/search", {"q": " ".join("abcdefghijklmnopq")}),
        ("/api/search", {"q": "x", "type": "Nonsense"}),
        ("/api/search", {"q": "x", "limit": "-1"}),
        ("/api/search", {"q": "x", "limit": "201"}),
        ("/api/search", {"q": "x", "offset": "9999999"}),
        ("/api/search", {"q": "x", "limit": "²"}),
        ("/api/search", {"q": "x", "word": "y"}),
        ("/api/suggest", {"q": " "}),
    ],
)
def test_what_can_not_be_looked_for_is_refused(address: str, path: str, parameters: dict[str, str]) -> None:
    status, text = ask(address, path, **parameters)
    assert status == 400
    assert text.count("\n") == 1


@pytest.mark.parametrize("words", ['a" OR b', "NEAR(a b)", "{forms}: a", "a'; DROP TABLE item", "\x00a", "a* b*", "^a"])
def test_syntax_of_the_index_is_only_words(address: str, words: str) -> None:
    assert ask(address, "/api/search", q=words)[0] == 200
    assert ask(address, "/api/search", q="Lunden")[1]["total"] > 2


def test_answers_stay_the_same_until_the_next_release(address: str) -> None:
    with urllib.request.urlopen(f"{address}/api/search?q=Lunden", timeout=10) as response:
        assert response.headers["X-Claimgraph-Release"] == "000001"
        tag = response.headers["ETag"]
    request = urllib.request.Request(f"{address}/api/search?q=Lunden", headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=10)
    with caught.value as unchanged:
        assert unchanged.code == 304


def test_hits_join_with_the_graph(address: str) -> None:
    query = """SELECT * {
      SERVICE <urn:claimgraph:search> { # the words may be in any form .
        ?claim search:words "загинув" , ?none ; search:type cg:Claim ; search:score ?score ; search:snippet ?snippet .
      }
      ?claim cg:speaker/rdfs:label ?speaker
    }"""
    assert ask(address, "/sparql", query=query)[0] == 400
    (row,) = rows(address, query.replace(", ?none", ""))
    assert (row["speaker"], row["snippet"]) == ("Åsa Berg", "в Лундені загинули щонайменше 12 людей")
    assert float(row["score"]) > 0


def test_two_searches_join_with_each_other(address: str) -> None:
    query = """SELECT DISTINCT ?document {
      SERVICE <urn:claimgraph:search> { ?claim search:words "troops" ; search:type cg:Claim }
      ?claim cg:statedIn ?document
      SERVICE <urn:claimgraph:search> { ?document search:words "advertisements" ; search:kind ?kind }
    }"""
    assert [row["document"] for row in rows(address, query)] == [MINT.document(DOCUMENTS["en"]).value]


def test_a_limit_is_kept_and_pages_go_on(address: str) -> None:
    pattern = '?hit search:words "Lunden" ; search:score ?score'
    whole = rows(address, f"SELECT * {{ SERVICE <urn:claimgraph:search> {{ {pattern} }} }}")
    part = rows(
        address, f"SELECT * {{ SERVICE <urn:claimgraph:search> {{ {pattern}; search:limit 2; search:offset 1 }} }}"
    )
    assert part == whole[1:3]


def test_texts_match_in_a_filter(address: str) -> None:
    query = 'SELECT ?t { ?c a cg:Claim ; schema:text ?t ; schema:inLanguage ?l FILTER(search:matches(?t, "%s", ?l)) }'
    assert [row["t"] for row in rows(address, query % "щонайменше -військо")] == [
        "в Лундені загинули щонайменше 12 людей"
    ]
    assert rows(address, query % "") == []
    assert ask(address, "/sparql", query="ASK { FILTER(search:matches(1, 2)) }")[1]["boolean"] is False


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { SERVICE <urn:claimgraph:search> { } }", 400),
        ("SELECT * { SERVICE <urn:claimgraph:search> { ?s ?p ?o } }", 400),
        ('SELECT * { SERVICE <urn:claimgraph:search> { ?s search:words "x" . ?t search:words "y" } }', 400),
        ('SELECT * { SERVICE <urn:claimgraph:search> { ?s search:words "x" ; search:limit -1 } }', 400),
        ('SELECT * { SERVICE <urn:claimgraph:search> { ?s search:words "x" FILTER(true) } }', 400),
        ('SELECT * { SERVICE <urn:claimgraph:search> { ?s search:words "%s" } }' % ("x" * 30_000), 400),
        ('SELECT * { SERVICE <urn:claimgraph:search> { ?s search:words "x" ; search:type cg:Mention } }', 400),
        ('SELECT * { SERVICE <urn:claimgraph:search> { ?s search:words "x"', 403),
        ('SELECT * { SERVICE ?any { ?s search:words "x" } }', 403),
        ('SELECT * { SERVICE <urn:claimgraph:search> { SERVICE <http://127.0.0.1/> { ?s search:words "x" } } }', 400),
        ('SELECT * { SERVICE <http://127.0.0.1/> { SERVICE <urn:claimgraph:search> { ?s search:words "x" } } }', 403),
        ("SELECT * { " + DAM * 9 + " }", 400),
        ("ASK { " + DAM + " SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }", 403),
    ],
)
def test_other_patterns_are_refused(address: str, query: str, status: int) -> None:
    found, text = ask(address, "/sparql", query=query)
    assert (found, text.count("\n")) == (status, 1)


def test_a_release_without_index_says_so(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(store, copy)
    (copy / "releases" / "000001" / FILE).unlink()
    app = create_app(copy, OPTIONS)
    try:
        with app.test_client() as client:
            answers = [client.get("/api/search?q=x"), client.get("/sparql", query_string={"query": f"ASK {{ {DAM} }}"})]
            whole = client.get("/sparql", query_string={"query": "ASK { ?s ?p ?o }"})
    finally:
        close_app(app)
    assert [answer.status_code for answer in answers] == [501, 501]
    assert "no index" in answers[0].text
    assert whole.status_code == 200
