"""/api/: clusters of claims, relations between claims, and which source reports what, as JSON."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import flask
from werkzeug.exceptions import BadRequest, NotFound

from claimgraph.ontology.terms import RELATION_TYPE
from claimgraph.server import backend, comparison_json
from claimgraph.server.comparison_choice import FILTERS, Choice, Page, WrongChoice, read_choice
from claimgraph.server.comparison_data import Comparison, ComparisonShelf

blueprint = flask.Blueprint("comparison", __name__)

SHELF = "claimgraph.comparison"
RELATED = 500
"""Relations that the answer for one cluster holds; /api/relations gives all."""
MATRIX = 100
"""Clusters of a coverage matrix at most, since each has a cell for each source."""


@blueprint.get("/api/clusters")
def clusters() -> flask.Response:
    """Answer with the clusters chosen, those of most sources first."""
    found, choice, page = asked((*FILTERS, "contested", "sources"))
    chosen = choice.clusters(found)
    return listed("clusters", [comparison_json.summary(cluster) for cluster in page.of(chosen)], len(chosen), page)


@blueprint.get("/api/clusters/<key>")
def cluster(key: str) -> flask.Response:
    """Answer with one cluster: its claims with who reports them how, and its relations; 404 without one."""
    found, _, _ = asked(())
    iri = f"{backend.here().base}cluster/{key}"
    one = next((cluster for cluster in found.clusters if cluster.iri == iri), None)
    if one is None:
        raise NotFound(f"this release has no cluster {key}")
    return answer(comparison_json.whole(one, found.labels, RELATED))


@blueprint.get("/api/relations")
def relations() -> flask.Response:
    """Answer with the relations chosen, by IRI."""
    found, choice, page = asked((*FILTERS, "contested", "sources", "type", "claim", "cluster"))
    if choice.type not in ("", *RELATION_TYPE):
        raise BadRequest(f"type={choice.type!r} is none of {', '.join(RELATION_TYPE)}")
    within = given().get("cluster")
    among = found.relations if not within else next(
        (one.relations for one in found.clusters if within in (one.iri, one.iri.rpartition("/")[2])), ()
    )  # fmt: skip
    chosen = choice.relations(among)
    rows = [comparison_json.relation(relation, found.labels) for relation in page.of(chosen)]
    return listed("relations", rows, len(chosen), page)


@blueprint.get("/api/coverage")
def coverage() -> flask.Response:
    """Answer with a matrix of sources and clusters: who reports a cluster, and who is silent."""
    found, choice, page = asked((*FILTERS, "contested", "sources"))
    if page.limit > MATRIX:
        raise BadRequest(f"limit={page.limit} is more than {MATRIX}")
    chosen = choice.clusters(found)
    matrix = comparison_json.coverage(found, page.of(chosen))
    return listed("clusters", matrix["clusters"], len(chosen), page, sources=matrix["sources"])


def given() -> dict[str, str]:
    """Return the parameters of the address that are not empty."""
    return {name: value for name, value in flask.request.args.items() if value.strip()}


def asked(known: tuple[str, ...]) -> tuple[Comparison, Choice, Page]:
    """Return the comparison of the release and what of it the address asks for; 400 where that can't be read."""
    shelf = flask.current_app.extensions.setdefault(SHELF, ComparisonShelf())
    assert isinstance(shelf, ComparisonShelf)
    found = shelf.comparison(backend.here())
    try:
        return found, *read_choice(given(), known, found)
    except WrongChoice as error:
        raise BadRequest(str(error)) from error


def listed(name: str, rows: list[Any], total: int, page: Page, **more: Any) -> flask.Response:
    """Return one page of records, with how many there are and the address of the next page."""
    after = page.after(total)
    address = None
    if after is not None:
        address = f"{flask.request.path}?{urlencode(given() | {'offset': str(after), 'limit': str(page.limit)})}"
    return answer({"total": total, "offset": page.offset, "limit": page.limit, "next": address, **more, name: rows})


def answer(content: dict[str, Any]) -> flask.Response:
    """Return JSON with a tag by which a client may ask whether it has changed."""
    here = backend.here()
    body = json.dumps({"release": here.release, **content}, ensure_ascii=False, separators=(",", ":")) + "\n"
    response = flask.Response(body, content_type="application/json")
    response.headers["X-Claimgraph-Release"] = here.release
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    response.make_conditional(flask.request)
    return response
