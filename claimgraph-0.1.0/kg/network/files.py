"""The network as a file: GraphML, GEXF, JSON of two kinds, CSV of edges, nodes and evidence, SVG and PNG."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from claimgraph.network.drawing import draw
from claimgraph.network.image import to_png
from claimgraph.network.model import Edge, Network, Node

GEXF = "http://www.gexf.net/1.2draft"
NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""Characters that XML 1.0 can't hold (section 2.2)."""

Languages = Sequence[str]
"""Languages in which names are wanted, the best first."""
Record = Mapping[str, Any]


def to_networkx(network: Network, languages: Languages = ()) -> nx.MultiDiGraph[str]:
    """Return the network for the writers of networkx; claims are joined by spaces, IRIs hold none."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in network.nodes:
        graph.add_node(node.actor.iri, **_plain(node_record(node, languages)))
    for number, edge in enumerate(network.edges):
        facts = _plain(edge_record(edge, network))
        graph.add_edge(edge.source, edge.target, key=number, id=number, **facts)
    return graph


def _plain(record: Record) -> dict[str, Any]:
    """Return a record with lists joined and without what XML can't hold."""
    joined = {key: _joined(key, value) for key, value in record.items()}
    return {key: _printable(value) if isinstance(value, str) else value for key, value in joined.items()}


def _joined(key: str, value: Any) -> Any:
    return (" " if key == "claims" else "; ").join(value) if isinstance(value, list) else value


def _printable(text: str) -> str:
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def node_record(node: Node, languages: Languages = ()) -> dict[str, Any]:
    """Return what files tell of a node besides its IRI."""
    return {
        "label": node.actor.name(languages),
        "kind": node.actor.kind,
        "degree": node.degree,
        "weight": node.weight,
        "betweenness": node.betweenness,
        "pagerank": node.pagerank,
        "community": node.community,
        "x": node.x,
        "y": node.y,
    }


def edge_record(edge: Edge, network: Network) -> dict[str, Any]:
    """Return what files tell of an edge besides its ends: type, weight, first and last date, where it comes from."""
    evidence = network.behind(edge)
    documents = [network.publication(found) for found in evidence]
    dates = sorted({document.date for document in documents if document.date})
    return {
        "kind": edge.type,
        "weight": edge.weight,
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "languages": sorted({found.lang for found in evidence if found.lang}),
        "sources": sorted({document.source for document in documents if document.source}),
        "events": sorted({found.event for found in evidence if found.event}),
        "rules": sorted({ground.rule for ground in edge.grounds}),
        "claims": list(network.claims(edge)),
    }


def evidence_records(edge: Edge, network: Network) -> list[dict[str, Any]]:
    """Return what an edge rests on: each the words of one document, with the rules that found it."""
    found = []
    for evidence in network.behind(edge):
        document = network.publication(evidence)
        rules = [ground.rule for ground in edge.grounds if ground.evidence == evidence.iri]
        found.append(
            {
                "evidence": evidence.iri, "claim": evidence.claim, "document": evidence.document,
                "words": evidence.words, "spans": [list(span) for span in evidence.spans], "language": evidence.lang,
                "event": evidence.event, "date": document.date, "source": document.source, "title": document.title,
                "rules": rules,
            }
        )  # fmt: skip
    return found


def to_graphml(network: Network, languages: Languages = ()) -> bytes:
    """Return GraphML (http://graphml.graphdrawing.org/specification.html)."""
    output = io.BytesIO()
    nx.write_graphml_xml(to_networkx(network, languages), output)
    return output.getvalue()


def to_gexf(network: Network, languages: Languages = ()) -> bytes:
    """Return GEXF 1.2 without the date of its making, so that equal networks give equal files."""
    output = io.BytesIO()
    nx.write_gexf(to_networkx(network, languages), output)
    root = ElementTree.fromstring(output.getvalue())
    for meta in root.findall(f"{{{GEXF}}}meta"):
        meta.attrib.pop("lastmodifieddate", None)
    ElementTree.register_namespace("", GEXF)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def to_graphology(network: Network, languages: Languages = ()) -> bytes:
    """Return nodes and edges in the shape that graphology imports, each edge with its evidence."""
    nodes = [{"key": node.actor.iri, "attributes": node_record(node, languages)} for node in network.nodes]
    edges = [
        {
            "key": str(number),
            "source": edge.source,
            "target": edge.target,
            "attributes": edge_record(edge, network) | {"evidence": evidence_records(edge, network)},
        }
        for number, edge in enumerate(network.edges)
    ]
    options = {"type": "directed", "multi": True, "allowSelfLoops": False}
    return _json({"options": options, "attributes": {}, "nodes": nodes, "edges": edges})


def to_node_link(network: Network, languages: Languages = ()) -> bytes:
    """Return nodes and edges in the shape that `networkx.node_link_graph(data, edges="edges")` and D3 read."""
    nodes = [{"id": node.actor.iri} | node_record(node, languages) for node in network.nodes]
    edges = [
        {"source": edge.source, "target": edge.target, "key": number}
        | edge_record(edge, network)
        | {"evidence": evidence_records(edge, network)}
        for number, edge in enumerate(network.edges)
    ]
    return _json({"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "edges": edges})


def _json(content: Record) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def to_csv(network: Network, languages: Languages = ()) -> bytes:
    """Return one line per edge, with names beside IRIs."""
    labels = {node.actor.iri: node.actor.name(languages) for node in network.nodes}
    records = (
        {"source": edge.source, "source_label": labels[edge.source], "target": edge.target}
        | {"target_label": labels[edge.target]}
        | edge_record(edge, network)
        for edge in network.edges
    )
    head = ("source", "source_label", "kind", "target", "target_label", "weight", "first", "last", "languages",
            "sources", "events", "rules", "claims")  # fmt: skip
    return _table(head, records)


def to_nodes_csv(network: Network, languages: Languages = ()) -> bytes:
    """Return one line per actor."""
    head = ("iri", "label", "kind", "degree", "weight", "betweenness", "pagerank", "community", "x", "y")
    return _table(head, ({"iri": node.actor.iri} | node_record(node, languages) for node in network.nodes))


def to_evidence_csv(network: Network, languages: Languages = ()) -> bytes:
    """Return one line for each piece of evidence of each edge; spans as `start-end`, in code points."""
    labels = {node.actor.iri: node.actor.name(languages) for node in network.nodes}
    head = ("source", "source_label", "kind", "target", "target_label", "words", "language", "date", "publisher",
            "document", "spans", "claim", "event", "rules")  # fmt: skip
    records = (
        found
        | {"source": edge.source, "source_label": labels[edge.source], "kind": edge.type, "target": edge.target}
        | {"target_label": labels[edge.target], "publisher": found["source"]}
        | {"spans": [f"{start}-{end}" for start, end in found["spans"]]}
        for edge in network.edges
        for found in evidence_records(edge, network)
    )
    return _table(head, records)


def _table(head: Sequence[str], records: Iterable[Record]) -> bytes:
    output = io.StringIO()
    table = csv.writer(output)
    table.writerow(head)
    for record in records:
        table.writerow(_joined(key, record[key]) for key in head)
    return output.getvalue().encode()


def to_svg(network: Network, languages: Languages = ()) -> bytes:
    """Return a drawing that needs no script."""
    return draw(network, languages).encode()


def to_image(network: Network, languages: Languages = ()) -> bytes:
    """Return the drawing as PNG."""
    return to_png(draw(network, languages))


WRITERS: dict[str, tuple[str, Callable[[Network, Languages], bytes]]] = {
    "graphml": ("application/graphml+xml", to_graphml),
    "gexf": ("application/gexf+xml", to_gexf),
    "json": ("application/json", to_graphology),
    "node-link.json": ("application/json", to_node_link),
    "csv": ("text/csv; charset=utf-8", to_csv),
    "nodes.csv": ("text/csv; charset=utf-8", to_nodes_csv),
    "evidence.csv": ("text/csv; charset=utf-8", to_evidence_csv),
    "svg": ("image/svg+xml", to_svg),
    "png": ("image/png", to_image),
}
"""Suffix -> media type and writer."""
