"""The actor network as a file: GraphML, GEXF, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from xml.etree import ElementTree

import networkx as nx

from claimgraph.network import Network, to_networkx

GEXF = "http://www.gexf.net/1.2draft"


def to_graphml(network: Network) -> bytes:
    """Return GraphML (http://graphml.graphdrawing.org/specification.html)."""
    output = io.BytesIO()
    nx.write_graphml_xml(to_networkx(network), output)
    return output.getvalue()


def to_gexf(network: Network) -> bytes:
    """Return GEXF 1.2 without the date of its making, so that equal networks give equal files."""
    output = io.BytesIO()
    nx.write_gexf(to_networkx(network), output)
    root = ElementTree.fromstring(output.getvalue())
    for meta in root.findall(f"{{{GEXF}}}meta"):
        meta.attrib.pop("lastmodifieddate", None)
    ElementTree.register_namespace("", GEXF)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def to_json(network: Network) -> bytes:
    """Return nodes and edges in the shape that graphology imports."""
    nodes = []
    for node in network.nodes:
        attributes = asdict(node)
        actor = attributes.pop("actor")
        nodes.append({"key": actor.pop("iri"), "attributes": actor | attributes})
    edges = [
        {
            "key": str(number),
            "source": tie.source,
            "target": tie.target,
            "attributes": {"kind": tie.kind, "weight": len(tie.claims), "claims": tie.claims},
        }
        for number, tie in enumerate(network.ties)
    ]
    options = {"type": "directed", "multi": True, "allowSelfLoops": False}
    graph = {"options": options, "attributes": {}, "nodes": nodes, "edges": edges}
    return (json.dumps(graph, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def to_csv(network: Network) -> bytes:
    """Return one line per tie, with labels beside IRIs."""
    labels = {node.actor.iri: node.actor.label for node in network.nodes}
    output = io.StringIO()
    table = csv.writer(output)
    table.writerow(("source", "source_label", "kind", "target", "target_label", "count", "claims"))
    for tie in network.ties:
        ends = (tie.source, labels[tie.source], tie.kind, tie.target, labels[tie.target])
        table.writerow((*ends, len(tie.claims), " ".join(tie.claims)))
    return output.getvalue().encode()


WRITERS: dict[str, tuple[str, Callable[[Network], bytes]]] = {
    "graphml": ("application/graphml+xml", to_graphml),
    "gexf": ("application/gexf+xml", to_gexf),
    "json": ("application/json", to_json),
    "csv": ("text/csv; charset=utf-8", to_csv),
}
"""Suffix -> media type and writer."""
