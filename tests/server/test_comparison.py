"""The JSON of clusters, relations and coverage: what it holds, how it is chosen, cut into pages and kept from harm."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, Quad

from claimgraph.ontology.terms import RELATION_TYPE
from claimgraph.server.app import close_app, create_app
from claimgraph.server.options import ServerOptions
from claimgraph.store import View, writing
from tests.queries.sources import IRIS, MINT, WORDS, analysis, cluster, publish, relation
from tests.server.sample import EVIL


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("comparison")
    publish(directory)
    return directory


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[FlaskClient]:
    app = create_app(store, ServerOptions(fast_timeout=20.0, poll=0.1))
    app.testing = True
    yield app.test_client()
    close_app(app)


def get(client: FlaskClient, address: str, **values: str | int) -> Any:
    """Return what an address answers."""
    response = client.get(address, query_string=values or None)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    return json.loads(response.data)


def keys(found: Any) -> list[str]:
    """Return the ends of the IRIs of clusters or relations."""
    return [(row.get("relation") or row["cluster"]).rpartition("/")[2] for row in found]


def test_clusters_tell_how_widely_and_independently_they_are_reported(client: FlaskClient) -> None:
    found = get(client, "/api/clusters")
    assert (found["total"], found["next"], found["release"]) == (2, None, "000002")
    killed = found["clusters"][0]
    assert killed == {
        "cluster": cluster("killed").value,
        "sample": "“dozens of marchers” died",
        "event": "Kill",
        "claims": 4,
        "documents": 4,
        "sources": ["Evening Bell", "Fjordposten", "Lunden Kurier", "Nordwire"],
        "languages": ["en", "nb"],
        "independentRoots": 3,
        "first": "2031-04-01",
        "last": "2031-05-04",
        "relations": {"consistentQuantity": 1, "differentQuantity": 1, "oppositePolarity": 1},
        "conflicts": 2,
    }


def test_one_cluster_has_its_claims_and_relations(client: FlaskClient) -> None:
    found = get(client, "/api/clusters/killed")
    assert [member["sourceName"] for member in found["members"]] == [
        "Evening Bell", "Fjordposten", "Nordwire", "Lunden Kurier",
    ]  # fmt: skip
    bell = found["members"][0]
    assert (bell["cue"], bell["stance"], bell["fidelity"], bell["form"]) == (
        "claimed", "distancing", "verbatim", "mixed",
    )  # fmt: skip
    assert "speaker" not in bell
    assert found["members"][2]["speakerName"] == "Åsa Berg"
    assert len(found["related"]) == 3
    assert not found["relatedCut"]


def test_relation_has_both_sides_the_words_compared_and_the_reason(client: FlaskClient) -> None:
    (found,) = get(client, "/api/relations", type="differentQuantity")["relations"]
    assert found["relation"] == relation("differentQuantity", "bell-killed", "kurier-killed").value
    assert (found["conflict"], found["confidence"], found["rule"]) == (True, 0.9, "12-different")
    assert found["reason"] == "20 to 99 differs from 12"
    assert (found["left"]["claim"], found["right"]["claim"]) == tuple(
        IRIS[name].value for name in ("bell-killed", "kurier-killed")
    )
    compared = {f"{e['document']}/span/{e['start']}-{e['end']}" for e in found["evidence"]}
    assert compared == {span.value for name in ("bell-killed", "kurier-killed") for span in WORDS[name]}


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"contested": "true"}, ["killed"]),
        ({"contested": "false"}, ["troops"]),
        ({"speaker": "Delta Pact"}, ["troops"]),
        ({"speaker": "оса берг"}, ["killed", "troops"]),
        ({"source": "Evening Bell"}, ["killed"]),
        ({"entity": "Norland"}, ["troops"]),
        ({"entity": MINT.entity("lunden").value}, ["killed"]),
        ({"language": "nb"}, ["killed", "troops"]),
        ({"event": "deploy"}, ["troops"]),
        ({"since": "2031-05-04"}, ["killed", "troops"]),
        ({"since": "2031-06"}, []),
        ({"until": "2031-04"}, ["killed"]),
        ({"sources": "3"}, ["killed"]),
        ({"speaker": "Nobody"}, []),
        ({"speaker": "Åsa Berg", "language": "en", "event": "Deploy"}, []),
    ],
)
def test_parameters_choose_clusters(client: FlaskClient, values: dict[str, str], found: list[str]) -> None:
    assert keys(get(client, "/api/clusters", **values)["clusters"]) == found


@pytest.mark.parametrize(
    ("values", "types"),
    [
        ({}, {"consistentQuantity", "differentQuantity", "oppositePolarity", "sameProposition", "translates"}),
        ({"contested": "yes"}, {"differentQuantity", "oppositePolarity"}),
        ({"cluster": "troops"}, {"sameProposition", "translates"}),
        ({"cluster": cluster("troops").value, "contested": "1"}, set()),
        ({"claim": IRIS["bell-killed"].value}, {"differentQuantity"}),
        ({"source": "Lunden Kurier"}, {"consistentQuantity", "differentQuantity"}),
        ({"speaker": "Delta Pact"}, {"sameProposition", "translates"}),
        ({"sources": "3"}, set()),
    ],
)
def test_parameters_choose_relations(client: FlaskClient, values: dict[str, str], types: set[str]) -> None:
    found = get(client, "/api/relations", **values)
    assert {row["type"] for row in found["relations"]} == types
    assert found["total"] == len(found["relations"])


def test_coverage_tells_who_is_silent_and_on_which_documents_that_rests(client: FlaskClient) -> None:
    found = get(client, "/api/coverage", event="Deploy")
    names = {source["source"]: source["name"] for source in found["sources"]}
    (row,) = found["clusters"]
    cells = {names[source]: cell["state"] for source, cell in row["cells"].items()}
    # Evening Bell wrote a month before the first claim of the cluster.
    assert cells == {"Fjordposten": "reports", "Nordwire": "reports", "Lunden Kurier": "silent"}
    (silent,) = (cell for cell in row["cells"].values() if cell["state"] == "silent")
    assert silent["documents"] == [IRIS["kurier-killed"].value.partition("/claim/")[0]]


def test_coverage_agrees_with_the_canned_query(client: FlaskClient) -> None:
    asked = json.loads(client.get("/queries/coverage-matrix.json").data)["results"]["bindings"]
    rows = {(row["cluster"]["value"], row["by"]["value"], row["stateName"]["value"]) for row in asked}
    found = get(client, "/api/coverage")["clusters"]
    assert rows == {(c["cluster"], source, cell["state"]) for c in found for source, cell in c["cells"].items()}


def test_pages_follow_one_another(client: FlaskClient) -> None:
    address: str | None = "/api/relations?limit=2"
    found = []
    while address:
        page = get(client, address)
        assert page["total"] == 5
        assert len(page["relations"]) <= 2
        found += keys(page["relations"])
        address = page["next"]
    assert found == keys(get(client, "/api/relations")["relations"])
    assert len(set(found)) == 5
    assert get(client, "/api/relations", offset=99)["relations"] == []


def test_next_page_keeps_what_was_asked(client: FlaskClient) -> None:
    page = get(client, "/api/relations", limit=1, speaker="Åsa Berg", contested="true")
    assert page["total"] == 2
    assert keys(get(client, page["next"])["relations"]) != keys(page["relations"])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/api/clusters?limit=0", "limit=0"),
        ("/api/clusters?limit=501", "limit=501"),
        ("/api/clusters?offset=-1", "offset"),
        ("/api/clusters?offset=٣", "offset"),
        ("/api/clusters?since=yesterday", "since"),
        ("/api/clusters?contested=perhaps", "contested"),
        ("/api/clusters?colour=red", "no parameter 'colour'"),
        ("/api/clusters/killed?speaker=x", "no parameter 'speaker'"),
        ("/api/relations?type=enemy", "none of"),
        ("/api/coverage?limit=101", "more than 100"),
    ],
)
def test_wrong_parameter_is_explained(client: FlaskClient, address: str, words: str) -> None:
    response = client.get(address)
    assert response.status_code == 400
    assert words in response.text
    assert response.text.count("\n") == 1


def test_unknown_cluster_is_not_found(client: FlaskClient) -> None:
    assert client.get("/api/clusters/nothing").status_code == 404
    assert get(client, "/api/relations", cluster="nothing")["total"] == 0


def test_unchanged_answer_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/clusters")
    tag = first.headers["ETag"]
    again = client.get("/api/clusters", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/api/clusters?limit=1", headers={"If-None-Match": tag}).status_code == 200
    assert first.headers["X-Claimgraph-Release"] == "000002"
    assert first.headers["Access-Control-Allow-Origin"] == "*"


def test_other_methods_are_refused(client: FlaskClient) -> None:
    assert client.post("/api/clusters").status_code == 405


def test_new_release_is_compared_anew_and_hostile_words_stay_words(tmp_path: Path) -> None:
    publish(tmp_path)
    app = create_app(tmp_path, ServerOptions(fast_timeout=20.0, poll=0.05))
    app.testing = True
    client = app.test_client()
    try:
        before = get(client, "/api/relations")
        manifest = View.current(tmp_path).release.manifest()
        manifest.pop("release")
        quads = [
            Quad(q.subject, q.predicate, Literal(EVIL, language="en"), q.graph_name)
            if isinstance(q.object, Literal) and q.object.language else q
            for q in analysis()
        ]  # fmt: skip
        with writing(tmp_path) as writer:
            writer.replace(MINT.graph("analysis"), quads)
            writer.publish(manifest, keep=2)
        after = before
        for _ in range(400):
            after = get(client, "/api/relations")
            if after["release"] != before["release"]:
                break
            time.sleep(0.05)
        assert {row["reason"] for row in after["relations"]} == {EVIL}
        response = client.get("/api/relations")
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    finally:
        close_app(app)


def test_every_type_of_relation_may_be_asked_for(client: FlaskClient) -> None:
    for name in RELATION_TYPE:
        get(client, "/api/relations", type=name)


def test_store_without_analysis_has_no_clusters(tmp_path: Path) -> None:
    publish(tmp_path)
    manifest = View.current(tmp_path).release.manifest()
    manifest.pop("release")
    with writing(tmp_path) as writer:
        writer.remove(MINT.graph("analysis"))
        writer.publish(manifest, keep=1)
    app = create_app(tmp_path, ServerOptions(fast_timeout=20.0))
    try:
        for path in ("clusters", "relations", "coverage"):
            assert get(app.test_client(), f"/api/{path}")["total"] == 0
    finally:
        close_app(app)
