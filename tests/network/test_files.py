from __future__ import annotations

import csv
import io
import json
import sys
from xml.etree import ElementTree

import networkx as nx
import pytest

from claimgraph.errors import ClaimGraphError
from claimgraph.network.edges import collect
from claimgraph.network.files import (
    to_csv,
    to_evidence_csv,
    to_gexf,
    to_graphml,
    to_graphology,
    to_image,
    to_node_link,
    to_nodes_csv,
    to_svg,
)
from claimgraph.network.measures import measure
from claimgraph.network.model import Actor, Network
from tests.network.example import make
from tests.network.test_measures import about

SVG = "{http://www.w3.org/2000/svg}"


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_graphml_and_gexf_are_read_back() -> None:
    network = make()
    for written, read in ((to_graphml(network), nx.read_graphml), (to_gexf(network), nx.read_gexf)):
        graph = read(io.BytesIO(written))
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network.nodes), len(network.edges))
        assert graph.nodes["ann"]["label"] == "Ann"
        claims = sorted(data["claims"] for _, _, data in graph.edges(data=True))
        assert claims == sorted(" ".join(network.claims(edge)) for edge in network.edges)
    assert b"lastmodified" not in to_gexf(network)


def test_json_holds_every_edge_with_its_evidence() -> None:
    network = make()
    data = json.loads(to_graphology(network))
    assert [node["key"] for node in data["nodes"]] == [node.actor.iri for node in network.nodes]
    first = next(edge["attributes"] for edge in data["edges"] if edge["source"] == "ann" and edge["target"] == "bob")
    assert (first["first"], first["last"], first["languages"]) == ("2031-05-03", "2031-06", ["en", "uk"])
    assert [found["claim"] for found in first["evidence"]] == ["c1", "c2"]
    assert first["evidence"][0] | {"rules": []} == {
        "evidence": "c1", "claim": "c1", "document": "d1", "words": "words of c1", "spans": [[0, 5]], "language": "en",
        "event": "", "date": "2031-05-03", "source": "Post", "title": "First", "rules": [],
    }  # fmt: skip


def test_node_link_json_is_read_back_by_networkx() -> None:
    network = make()
    graph = nx.node_link_graph(json.loads(to_node_link(network)), edges="edges")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(network.nodes), len(network.edges))
    assert graph.is_directed()
    assert graph.is_multigraph()


def test_csv_holds_edges_nodes_and_evidence() -> None:
    network = make()
    assert len(rows(to_csv(network))) == len(network.edges)
    assert [row["iri"] for row in rows(to_nodes_csv(network))] == [node.actor.iri for node in network.nodes]
    evidence = rows(to_evidence_csv(network))
    assert len(evidence) == sum(edge.weight for edge in network.edges)
    member = next(row for row in evidence if row["kind"] == "member-of")
    assert (member["words"], member["spans"], member["publisher"]) == ("Bob of Eve", "9-19", "Post")
    assert member["claim"] == ""


def test_names_are_in_the_language_asked_for_with_fallback() -> None:
    labels = {row["iri"]: row["label"] for row in rows(to_nodes_csv(make(), ("uk", "en")))}
    assert (labels["ann"], labels["radio"], labels["bob"], labels["eve"]) == ("Анна", "Радіо", "Bob", "Eve")
    assert "Анна" in to_svg(make(), ("uk",)).decode()


def test_labels_that_xml_cannot_hold() -> None:
    label = "a\x00b\x1b<&>"
    edges, evidence = collect([about(1, "ann", "bob")])
    network = measure(edges, {"ann": Actor("ann", label), "bob": Actor("bob", label)}, evidence)
    graph = nx.read_graphml(io.BytesIO(to_graphml(network)))
    assert graph.nodes["ann"]["label"] == "a�b�<&>"
    assert "a�b�<&>" in [text.text for text in ElementTree.fromstring(to_svg(network)).iter(f"{SVG}text")]


def test_drawing_tells_who_cannot_see_it() -> None:
    root = ElementTree.fromstring(to_svg(make()))
    assert root.attrib["role"] == "img"
    assert set(root.attrib["aria-labelledby"].split()) == {"title", "description"}
    description = root.findtext(f"{SVG}desc") or ""
    assert "6 actors and 9 edges" in description
    assert "Ann" in description
    told = {title.text for title in root.iter(f"{SVG}title")}
    assert {"Ann speaks about Bob (2)", "Bob is a member of Eve (1)"} <= told


def test_names_in_the_drawing_do_not_cover_each_other() -> None:
    finds = [about(n, f"somebody with a name {n}", "the same") for n in range(40)]
    edges, evidence = collect(finds)
    names = {end for edge in edges for end in (edge.source, edge.target)}
    root = ElementTree.fromstring(to_svg(measure(edges, {name: Actor(name, name) for name in names}, evidence)))
    places = [(text.attrib["x"], text.attrib["y"]) for text in root.iter(f"{SVG}text") if "text-anchor" in text.attrib]
    assert 5 < len(places) == len(set(places))


def test_picture_is_the_same_each_time() -> None:
    pytest.importorskip("resvg_py", reason="PNG needs resvg")
    picture = to_image(make(), ("uk",))
    assert picture.startswith(b"\x89PNG")
    assert picture == to_image(make(), ("uk",))
    assert picture != to_image(make(), ("en",))
    assert to_image(Network()).startswith(b"\x89PNG")


def test_picture_without_its_library_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(ClaimGraphError, match=r"claimgraph\[png\]"):
        to_image(Network())
