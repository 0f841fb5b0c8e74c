"""/network: the actor network as a drawing, a table, files, and the claims behind each edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

import flask
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.network import KINDS, Network, Tie, TieKind
from claimgraph.network_files import WRITERS
from claimgraph.server import backend
from claimgraph.server.backend import uri
from claimgraph.server.cards import Card, cards
from claimgraph.server.links import address_of
from claimgraph.server.network_data import NetworkShelf, chosen_kinds

blueprint = flask.Blueprint("network", __name__)

SHELF = "claimgraph.network"
SHOWN = 120
MOST = 400
TABLE_ROWS = 300
LISTED = 10_000

WORDING: dict[TieKind, str] = {
    "about": "speaks about",
    "addressee": "speaks to",
    "via": "is quoted through",
    "together": "is named together with",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """What part of the network to show, as the address says."""

    kinds: tuple[TieKind, ...]
    top: int | None
    focus: str

    @staticmethod
    def read(default_top: int | None) -> Choice:
        """Return the choice of the request; 400 for a number that is none."""
        arguments = flask.request.args
        try:
            top = int(arguments["top"]) if arguments.get("top") else default_top
        except ValueError as error:
            raise BadRequest("top must be a number") from error
        return Choice(chosen_kinds(arguments.getlist("kind")), max(1, top) if top else top, arguments.get("focus", ""))

    def of(self, network: Network) -> Network:
        """Return the part of a network."""
        if self.focus:
            network = network.around(self.focus, self.kinds)
        return network.top(self.top or len(network.nodes), self.kinds)

    def address(self) -> str:
        """Return the choice as the query part of an address."""
        fields: list[tuple[str, str]] = [("kind", kind) for kind in self.kinds]
        fields += [("top", str(self.top))] if self.top else []
        return urlencode([*fields, ("focus", self.focus)] if self.focus else fields)


def network(choice: Choice) -> Network:
    """Return the whole network that a choice is made from."""
    shelf = flask.current_app.extensions.setdefault(SHELF, NetworkShelf())
    assert isinstance(shelf, NetworkShelf)
    return shelf.network(backend.here(), "together" in choice.kinds)


@blueprint.get("/network")
def page() -> str:
    """Show the network, or the neighbourhood of one actor."""
    choice = Choice.read(SHOWN)
    choice = Choice(choice.kinds, min(choice.top or SHOWN, MOST), choice.focus)
    whole = network(choice)
    part = choice.of(whole)
    ties = sorted(part.ties, key=lambda tie: (-len(tie.claims), tie.source, tie.target, tie.kind))
    return flask.render_template(
        "network.html",
        choice=choice,
        whole=whole,
        part=part,
        ties=ties[:TABLE_ROWS],
        left_out=max(0, len(ties) - TABLE_ROWS),
        labels={node.actor.iri: node.actor.label for node in part.nodes},
        kinds=KINDS,
        wording=WORDING,
        address=choice.address(),
        edge_address=edge_address,
    )


def edge_address(tie: Tie) -> str:
    """Return the query part of the address of an edge."""
    return urlencode({"source": tie.source, "target": tie.target, "kind": tie.kind})


@blueprint.get("/network.<any(graphml, gexf, json, csv):suffix>")
def download(suffix: str) -> flask.Response:
    """Answer with the network, or the part that the address says, as a file."""
    choice = Choice.read(None)
    media, write = WRITERS[suffix]
    response = flask.Response(write(choice.of(network(choice))), content_type=media)
    if suffix in ("graphml", "gexf"):
        response.headers["Content-Disposition"] = f'attachment; filename="network.{suffix}"'
    return response


@blueprint.get("/network.svg")
def drawing() -> flask.Response:
    """Answer with a drawing that needs no script."""
    choice = Choice.read(SHOWN)
    part = choice.of(network(choice))
    places = {node.actor.iri: node for node in part.nodes}
    text = flask.render_template("network.svg", part=part, places=places)
    return flask.Response(text, content_type="image/svg+xml")


@blueprint.get("/network/edge")
def edge() -> str:
    """List the claims behind an edge."""
    tie, labels, found = behind_edge()
    return flask.render_template("edge.html", tie=tie, labels=labels, claims=found, wording=WORDING)


@blueprint.get("/network/edge.json")
def edge_json() -> flask.Response:
    """List the claims behind an edge, for the script of the page."""
    tie, labels, found = behind_edge()
    base = backend.here().base
    claims = [with_addresses(card, base) for card in found]
    title = f"{labels[tie.source]} {WORDING[tie.kind]} {labels[tie.target]}"
    return flask.jsonify(title=title, kind=tie.kind, count=len(tie.claims), claims=claims)


def with_addresses(card: Card, base: str) -> Mapping[str, Any]:
    """Return a card with links to the pages of what it names."""
    names = ("claim", "document", "speaker")
    links = {f"{name}_page": address_of(getattr(card, name), base) for name in names if getattr(card, name)}
    return asdict(card) | links


def behind_edge() -> tuple[Tie, dict[str, str], list[Card]]:
    """Return the edge that the address names, the labels of its ends and its claims; 404 where there is none."""
    arguments = flask.request.args
    wanted = tuple(arguments.get(name, "") for name in ("source", "target", "kind"))
    whole = network(Choice(chosen_kinds([wanted[2]]), None, ""))
    tie = next((tie for tie in whole.ties if (tie.source, tie.target, tie.kind) == wanted), None)
    if tie is None:
        raise NotFound("the network of this release has no such edge")
    here = backend.here()
    if tie.kind == "together":
        listed = here.view("claims_about", LISTED, entity=uri(tie.source))
    else:
        listed = here.view("claims_said", LISTED, speaker=uri(tie.source))
    ends = {node.actor.iri: node.actor.label for node in whole.nodes if node.actor.iri in wanted}
    return tie, ends, [card for card in cards(listed) if card.claim in tie.claims]
