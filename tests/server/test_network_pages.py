from __future__ import annotations

import hashlib
import io
import json
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from flask.testing import FlaskClient

from claimgraph.network.building import FILE, write
from claimgraph.server.app import close_app, create_app
from claimgraph.store import current_release
from tests.server.conftest import OPTIONS
from tests.server.sample import EVIL, MINT
from tests.server.test_pages import visit

BERG, LUNDEN, PACT = (MINT.entity(key).value for key in ("asa-berg", "lunden", "delta-pact"))


def test_page_lists_every_edge_with_its_evidence(client: FlaskClient) -> None:
    page = visit(client, "/network")
    assert "speaks about" in page.text
    edges = [link for link in page.links if link.startswith("/network/edge?")]
    listed = [visit(client, edge) for edge in edges]
    assert len(edges) == len(json.loads(client.get("/network.json").data)["edges"])
    assert any("at least 12 people were killed in Lunden" in edge.text for edge in listed)
    assert any("the alliance of Norland and Sudland" in edge.text for edge in listed)
    assert all(any("/claim/" in link or "/doc/" in link for link in edge.links) for edge in listed)


def test_files_agree(client: FlaskClient) -> None:
    graphml = nx.read_graphml(io.BytesIO(client.get("/network.graphml").data))
    gexf = nx.read_gexf(io.BytesIO(client.get("/network.gexf").data))
    data = json.loads(client.get("/network.json").data)
    linked = json.loads(client.get("/network.node-link.json").data)
    lines = client.get("/network.csv").text.splitlines()
    assert len(graphml.edges) == len(gexf.edges) == len(data["edges"]) == len(linked["edges"]) == len(lines) - 1
    assert graphml.nodes[BERG]["label"] == "Åsa Berg"
    assert client.get("/network.doc").status_code == 404


def test_edge_lists_claims_in_every_language(client: FlaskClient) -> None:
    query = {"source": BERG, "target": LUNDEN, "type": "speaks-about"}
    found = json.loads(client.get("/network/edge.json", query_string=query).data)
    assert found["title"] == "Åsa Berg speaks about Lunden"
    assert {claim["lang"] for claim in found["claims"]} == {"en", "uk"}
    assert len(found["claims"]) == found["count"] == 2
    assert client.get(found["claims"][0]["claim_page"]).status_code == 200
    assert client.get(found["evidence"][0]["document_page"]).status_code == 200
    named = json.loads(client.get("/network/edge.json", query_string=query | {"labels": "uk"}).data)
    assert named["title"].startswith("Оса Берг ")


def test_unknown_edge_is_404(client: FlaskClient) -> None:
    assert client.get("/network/edge.json?source=x&target=y&type=quotes").status_code == 404
    assert client.get("/network?top=many").status_code == 400


def test_focus_and_types_choose_a_part(client: FlaskClient) -> None:
    near = json.loads(client.get("/network.json", query_string={"focus": PACT}).data)
    assert BERG not in {node["key"] for node in near["nodes"]}
    spoken = json.loads(client.get("/network.json?type=speaks-to").data)
    assert {edge["attributes"]["kind"] for edge in spoken["edges"]} == {"speaks-to"}
    ukrainian = json.loads(client.get("/network.json?language=uk").data)
    assert {lang for edge in ukrainian["edges"] for lang in edge["attributes"]["languages"]} == {"uk"}
    dated = json.loads(client.get("/network.json?from=2031-05&to=2031-05").data)
    assert {edge["attributes"]["first"] for edge in dated["edges"]} == {"2031-05-03"}
    assert json.loads(client.get("/network.json?to=2030").data)["edges"] == []


def test_network_of_the_folder_is_served(store: Path) -> None:
    release = current_release(store)
    write(release)
    stored = (release.path / FILE).read_text(encoding="utf-8").replace("Åsa Berg", "Stored Berg")
    (release.path / FILE).write_text(stored, encoding="utf-8")
    app = create_app(store, OPTIONS)
    try:
        assert "Stored Berg" in app.test_client().get("/network.csv").text
    finally:
        close_app(app)
        (release.path / FILE).unlink()


def test_pictures(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/network.svg").data)
    assert "Åsa Berg" in [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert EVIL.encode() not in client.get("/network.svg").data
    assert client.get("/network.png").data.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name", ["graphology", "sigma", "leaflet", "leaflet-style", "topojson-client", "world-atlas", "yasqe"]
)
def test_vendored_library_is_the_one_that_was_pinned(name: str) -> None:
    folder = files("claimgraph.server") / "static" / "vendor"
    entry = json.loads((folder / "VENDOR.json").read_text())[name]
    assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    for text in entry["licence_files"]:
        assert "copy" in (folder / text).read_text(encoding="utf-8").lower()


def test_way_between_two_actors_is_the_shortest(client: FlaskClient) -> None:
    found = json.loads(client.get("/network.json?between=Lunden+Post&between=Lunden").data)
    stations = [node["key"] for node in found["nodes"]]
    assert stations[0] == MINT.entity("lunden-post").value
    assert stations[-1] == LUNDEN
    assert {edge["source"] for edge in found["edges"]} | {edge["target"] for edge in found["edges"]} == set(stations)
    assert json.loads(client.get("/network.json?between=den+post&between=lunden").data) == found
    assert "No way leads" in visit(client, "/network?between=Lunden&between=nobody").text


def test_communities_are_drawn_as_one(client: FlaskClient) -> None:
    whole = json.loads(client.get("/network.json").data)["nodes"]
    drawn = json.loads(client.get("/network.json?by=community").data)
    numbers = {node["attributes"]["community"] for node in whole}
    assert {node["key"] for node in drawn["nodes"]} <= {f"community:{number + 1}" for number in numbers}
    inside = json.loads(client.get("/network.json?community=1").data)["nodes"]
    assert {node["attributes"]["community"] for node in inside} == {0}


def test_countries_are_drawn_as_one(client: FlaskClient) -> None:
    drawn = json.loads(client.get("/network.json?by=country").data)
    norland = f"country:{MINT.entity('no').value}"
    labels = {node["key"]: node["attributes"]["label"] for node in drawn["nodes"]}
    assert labels[norland] == "Norland"
    assert all(edge["source"] != edge["target"] for edge in drawn["edges"])
    inside = client.get("/network.json", query_string={"country": MINT.entity("no").value, "type": "appears-with"})
    assert {node["key"] for node in json.loads(inside.data)["nodes"]} <= {LUNDEN, MINT.entity("no").value}
    address = visit(client, "/network?by=country").links
    assert any(link.startswith("/network?country=") and "by=" not in link for link in address)


def test_words_behind_an_edge_are_those_of_the_choice(client: FlaskClient) -> None:
    query = {"source": BERG, "target": LUNDEN, "type": "speaks-about", "language": "uk"}
    found = json.loads(client.get("/network/edge.json", query_string=query).data)
    assert {claim["lang"] for claim in found["claims"]} == {"uk"}
    assert client.get("/network/edge.json", query_string=query | {"from": "2040"}).status_code == 404
