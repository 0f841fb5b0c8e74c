"""/network: the actor network as a drawing, a table, files, and the claims behind each edge."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import urlencode

import flask
from werkzeug.exceptions import BadRequest, NotFound, ServiceUnavailable

from claimgraph.errors import ClaimGraphError
from claimgraph.network.choosing import Choice
from claimgraph.network.files import WRITERS, evidence_records
from claimgraph.network.model import Edge, Evidence, Network, edge_types
from claimgraph.server import backend, languages
from claimgraph.server.cards import Card
from claimgraph.server.links import address_of
from claimgraph.server.network_countries import countries
from claimgraph.server.network_data import NetworkShelf, chosen_types, whole_day
from claimgraph.server.network_shapes import COMMUNITY, COUNTRY, Countries, Shape, communities, resolve, spread
from claimgraph.server.words import noted

blueprint = flask.Blueprint("network", __name__)

SHELF = "claimgraph.network"
SHOWN = 120
MOST = 3000
TABLE_ROWS = 300
PICTURES = ("svg", "png")
SAVED = ("graphml", "gexf", "png")
LISTS = {"language": "languages", "source": "sources", "kind": "kinds", "event": "events"}
"""Names in the address -> fields of a choice that hold several values."""
SINGLE = {"from": "first", "to": "last", "focus": "focus"}
EDGE_LISTS = {"publisher" if name == "source" else name: field for name, field in LISTS.items()}
"""The same in the address of an edge, where `source` is one of its ends."""
SIZES = {
    "weight": noted("evidence"), "degree": noted("partners"), "betweenness": noted("betweenness"),
    "pagerank": "PageRank",
}  # fmt: skip
"""Measures that a node can be sized by, with their names on the page."""
GROUPS = ("community", "country")
"""What can be drawn as one node."""


def read_choice(default_top: int | None, lists: Mapping[str, str] = LISTS) -> Choice:
    """Return the part of the network that the address asks for; 400 for a number or type that is none."""
    arguments = flask.request.args
    try:
        top = int(arguments["top"]) if arguments.get("top") else default_top
    except ValueError as error:
        raise BadRequest("top must be a number") from error
    types = list(filter(None, arguments.getlist("type")))
    if unknown := [name for name in types if name not in edge_types()]:
        raise BadRequest(f"{unknown[0]} is no type of edges; these are: {', '.join(edge_types())}")
    several: dict[str, Any] = {field: tuple(filter(None, arguments.getlist(name))) for name, field in lists.items()}
    single: dict[str, Any] = {field: arguments.get(name, "") for name, field in SINGLE.items()}
    return Choice(chosen_types(types), top=max(1, top) if top else top, **several, **single)


def read_shape() -> Shape:
    """Return the shape that the address asks for."""
    arguments = flask.request.args
    between = tuple(filter(None, arguments.getlist("between")))
    several = {name: tuple(filter(None, arguments.getlist(name))) for name in ("community", "country")}
    by = next(filter(None, arguments.getlist("by")), "")
    if by not in ("", *GROUPS):
        raise BadRequest(f"by must be one of {', '.join(GROUPS)}")
    known = countries() if by == "country" or several["country"] else Countries()
    return Shape(between, several["community"], several["country"], by, known)


def shaped(choice: Choice, shape: Shape) -> Network:
    """Return the part of the network that a choice takes, in a shape."""
    whole = whole_network()
    choice = replace(choice, focus=resolve(whole, choice.focus) or choice.focus)
    return _shelf().part(whole, choice, shape)


Fields = list[tuple[str, str]]


def address_of_choice(choice: Choice, shape: Shape) -> str:
    """Return a choice and a shape as the query part of an address."""
    fields: Fields = [("type", name) for name in choice.types]
    fields += [("top", str(choice.top))] if choice.top else []
    return urlencode(fields + _filters(choice, shape, LISTS) + [("between", name) for name in shape.between])


def _filters(choice: Choice, shape: Shape, lists: Mapping[str, str]) -> Fields:
    """Return the fields that say what evidence counts and how names are written."""
    fields: Fields = [(name, value) for name, field in lists.items() for value in getattr(choice, field)]
    fields += [(name, getattr(choice, field)) for name, field in SINGLE.items() if getattr(choice, field)]
    fields += [("community", number) for number in shape.communities]
    fields += [("country", iri) for iri in shape.countries]
    fields += [("by", shape.by)] if shape.by else []
    return fields + [("labels", lang) for lang in labels_wanted()]


def without(*dropped: str) -> str:
    """Return the query part of the address of the page without some fields, and what stands between it and more."""
    kept = [(name, value) for name, value in flask.request.args.items(multi=True) if value and name not in dropped]
    return f"{urlencode(kept)}&" if kept else ""


def labels_wanted() -> Sequence[str]:
    """Return the languages in which the address asks for names, the best first."""
    return languages.of_names()


def _shelf() -> NetworkShelf:
    shelf = flask.current_app.extensions.setdefault(SHELF, NetworkShelf())
    assert isinstance(shelf, NetworkShelf)
    return shelf


def whole_network() -> Network:
    """Return the network of the release being served."""
    try:
        return _shelf().network(backend.here())
    except ClaimGraphError as error:
        raise ServiceUnavailable(f"the network can't be read: {error}") from error


@blueprint.get("/network")
def page() -> str:
    """Show the network, the neighbourhood of one actor, the way between two, or its communities."""
    choice = read_choice(SHOWN)
    choice = replace(choice, top=min(choice.top or SHOWN, MOST))
    shape = read_shape()
    if shape.by:
        choice = replace(choice, focus="")
    choice = replace(choice, focus=resolve(whole_network(), choice.focus) or choice.focus)
    part = shaped(choice, shape)
    edges = sorted(part.edges, key=lambda edge: (-edge.weight, edge.key))
    # The focus takes away actors, never evidence, so an edge is the same without it.
    filters = urlencode(_filters(replace(choice, focus=""), shape, EDGE_LISTS))
    return flask.render_template(
        "network.html",
        choice=choice,
        shape=shape,
        scope=_shelf().scope(backend.here()),
        whole=whole_network(),
        part=part,
        edges=edges[:TABLE_ROWS],
        left_out=max(0, len(edges) - TABLE_ROWS),
        steps=steps(part) if len(shape.between) > 1 else [],
        communities=communities(part) if shape.by != "country" else [],
        labels={node.actor.iri: node.actor.name(labels_wanted()) for node in part.nodes},
        types=edge_types(),
        sizes=SIZES,
        size=flask.request.args.get("size", "weight"),
        address=address_of_choice(choice, shape),
        filters=filters,
        edge_address=lambda edge: f"{edge_address(edge)}&{filters}".rstrip("&"),
        labels_wanted=labels_wanted(),
        page_of=page_of,
        without=without,
        whole_day=whole_day,
    )


def drawn(choice: Choice, shape: Shape) -> Network:
    """Return the part of the network that a choice takes, in a shape, with the places where it is drawn."""
    part = shaped(choice, shape)
    return part if len(shape.between) > 1 or not choice.top else spread(part, whole_network())


def steps(way: Network) -> list[tuple[str, str, list[Edge]]]:
    """Return each step of a way between two actors with the edges it can take, the strongest first."""
    stations = [node.actor.iri for node in way.nodes]
    return [
        (here, there, sorted((e for e in way.edges if {e.source, e.target} == {here, there}), key=lambda e: -e.weight))
        for here, there in itertools.pairwise(stations)
    ]


def page_of(iri: str) -> str:
    """Return where an actor has its page; of a community or country, the part of the network that it is."""
    if iri.startswith(COMMUNITY):
        return f"/network?{without('by', 'community', 'chosen', 'edge')}community={iri.removeprefix(COMMUNITY)}"
    if iri.startswith(COUNTRY):
        return (
            f"/network?{without('by', 'country', 'chosen', 'edge')}{urlencode({'country': iri.removeprefix(COUNTRY)})}"
        )
    return address_of(iri, backend.here().base) or ""


def edge_address(edge: Edge) -> str:
    """Return the query part of the address of an edge."""
    return urlencode({"source": edge.source, "target": edge.target, "type": edge.type})


@blueprint.get("/network.<suffix>")
def download(suffix: str) -> flask.Response:
    """Answer with the network, or the part that the address says, as a file."""
    if suffix not in WRITERS:
        raise NotFound(f"the network comes as {', '.join(WRITERS)}")
    choice = read_choice(SHOWN if suffix in PICTURES else None)
    media, write = WRITERS[suffix]
    try:
        content = write(drawn(choice, read_shape()), labels_wanted())
    except ClaimGraphError as error:
        raise ServiceUnavailable(str(error)) from error
    response = flask.Response(content, content_type=media)
    if suffix in SAVED:
        response.headers["Content-Disposition"] = f'attachment; filename="network.{suffix}"'
    return response


@blueprint.get("/network/edge")
def edge() -> str:
    """List what is behind an edge."""
    found, labels, whole = behind_edge()
    kind = edge_types()[found.type]
    listed = listed_claims(found, whole)
    words = [record for record in evidence_records(found, whole) if not record["claim"]]
    return flask.render_template("edge.html", edge=found, labels=labels, claims=listed, words=words, kind=kind)


@blueprint.get("/network/edge.json")
def edge_json() -> flask.Response:
    """List what is behind an edge, for the script of the page."""
    found, labels, whole = behind_edge()
    base = backend.here().base
    claims = [with_addresses(card, base) for card in listed_claims(found, whole)]
    title = f"{labels[found.source]} {edge_types()[found.type].wording} {labels[found.target]}"
    evidence = [
        record | {"document_page": address_of(record["document"], base)} for record in evidence_records(found, whole)
    ]
    return flask.jsonify(title=title, type=found.type, count=found.weight, claims=claims, evidence=evidence)


def with_addresses(card: Card, base: str) -> Mapping[str, Any]:
    """Return a card with links to the pages of what it names."""
    names = ("claim", "document", "speaker")
    links = {f"{name}_page": address_of(getattr(card, name), base) for name in names if getattr(card, name)}
    return asdict(card) | links


def behind_edge() -> tuple[Edge, dict[str, str], Network]:
    """Return the edge that the address names, the labels of its ends and the network; 404 where there is none."""
    arguments = flask.request.args
    whole = shaped(read_choice(None, EDGE_LISTS), read_shape())
    found = whole.find(arguments.get("source", ""), arguments.get("target", ""), arguments.get("type", ""))
    if found is None:
        raise NotFound("the network of this release has no such edge")
    ends = {found.source, found.target}
    return found, {n.actor.iri: n.actor.name(labels_wanted()) for n in whole.nodes if n.actor.iri in ends}, whole


def listed_claims(edge: Edge, network: Network) -> list[Card]:
    """Return the claims behind an edge as cards, the oldest first."""
    labels = {node.actor.iri: node.actor.name(labels_wanted()) for node in network.nodes}
    found = [card_of(evidence, network, labels) for evidence in network.behind(edge) if evidence.claim]
    return sorted(found, key=lambda card: (card.published, card.claim))


def card_of(evidence: Evidence, network: Network, labels: Mapping[str, str]) -> Card:
    """Return the card of a claim that an edge rests on."""
    document = network.publication(evidence)
    return Card(
        claim=evidence.claim,
        words=evidence.words,
        document=evidence.document,
        title=document.title or "document",
        source=document.source,
        published=document.date,
        lang=evidence.lang,
        speaker=evidence.speaker,
        speaker_label=labels.get(evidence.speaker, ""),
    )
