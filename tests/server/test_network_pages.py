from __future__ import annotations

import hashlib
import io
import json
from importlib.resources import files
from xml.etree import ElementTree

import networkx as nx
import pytest
from flask.testing import FlaskClient

from tests.server.sample import EVIL, MINT
from tests.server.test_pages import visit

BERG, LUNDEN, PACT = (MINT.entity(key).value for key in ("asa-berg", "lunden", "delta-pact"))


def test_page_lists_every_tie_with_its_claims(client: FlaskClient) -> None:
    page = visit(client, "/network")
    assert "speaks about" in page.text
    edges = [link for link in page.links if link.startswith("/network/edge?")]
    listed = [visit(client, edge) for edge in edges]
    assert len(edges) == len(json.loads(client.get("/network.json").data)["edges"])
    assert any("at least 12 people were killed in Lunden" in edge.text for edge in listed)
    assert all(any("/claim/" in link for link in edge.links) for edge in listed)


def test_files_agree(client: FlaskClient) -> None:
    graphml = nx.read_graphml(io.BytesIO(client.get("/network.graphml").data))
    gexf = nx.read_gexf(io.BytesIO(client.get("/network.gexf").data))
    data = json.loads(client.get("/network.json").data)
    lines = client.get("/network.csv").text.splitlines()
    assert len(graphml.edges) == len(gexf.edges) == len(data["edges"]) == len(lines) - 1
    assert graphml.nodes[BERG]["label"] == "Åsa Berg"


def test_edge_lists_claims_in_every_language(client: FlaskClient) -> None:
    query = {"source": BERG, "target": LUNDEN, "kind": "about"}
    found = json.loads(client.get("/network/edge.json", query_string=query).data)
    assert found["title"] == "Åsa Berg speaks about Lunden"
    assert {claim["lang"] for claim in found["claims"]} == {"en", "uk"}
    assert len(found["claims"]) == found["count"] == 2
    assert client.get(found["claims"][0]["claim_page"]).status_code == 200


def test_unknown_edge_is_404(client: FlaskClient) -> None:
    assert client.get("/network/edge.json?source=x&target=y&kind=about").status_code == 404
    assert client.get("/network?top=many").status_code == 400


def test_focus_and_kinds_choose_a_part(client: FlaskClient) -> None:
    near = json.loads(client.get("/network.json", query_string={"focus": PACT}).data)
    assert BERG not in {node["key"] for node in near["nodes"]}
    spoken = json.loads(client.get("/network.json?kind=addressee").data)
    assert {edge["attributes"]["kind"] for edge in spoken["edges"]} == {"addressee"}
    together = json.loads(client.get("/network.json?kind=together").data)
    assert all(edge["attributes"]["kind"] == "together" for edge in together["edges"])


def test_drawing_is_well_formed(client: FlaskClient) -> None:
    root = ElementTree.fromstring(client.get("/network.svg").data)
    assert "Åsa Berg" in [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert EVIL.encode() not in client.get("/network.svg").data


@pytest.mark.parametrize("name", ["graphology", "sigma"])
def test_vendored_library_is_the_one_that_was_pinned(name: str) -> None:
    folder = files("claimgraph.server") / "static" / "vendor"
    entry = json.loads((folder / "VENDOR.json").read_text())[name]
    assert hashlib.sha256((folder / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    for text in entry["licence_files"]:
        assert "copy" in (folder / text).read_text(encoding="utf-8").lower()
