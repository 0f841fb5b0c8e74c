"""The SPARQL 1.1 Graph Store HTTP Protocol at /graphs, its reading side: the triples of one graph.

Indirect: `/graphs?graph=IRI` and `/graphs?default`. Direct: `/graphs/PATH` is the graph whose IRI is the base of the
store and PATH, as `/id/PATH` is the thing of that IRI. The default graph is the store's own without a name, which
is not the default dataset of queries: that one is all graphs together.
"""

from __future__ import annotations

import flask
from werkzeug.exceptions import NotFound

from claimgraph.inference.names import GRAPH
from claimgraph.server import backend
from claimgraph.server.answer import Request, run
from claimgraph.server.backend import uri
from claimgraph.server.formats import GRAPHS, choose
from claimgraph.server.graph_names import addressed_graph, named_graph, read_address
from claimgraph.server.parameters import Parameters
from claimgraph.server.sparql import caller, origins, send, wished_seconds
from claimgraph.server.stream import NoFormat

blueprint = flask.Blueprint("graphs", __name__)

CONTENT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@blueprint.get("/graphs")
def indirect() -> flask.Response:
    """Answer with the graph that a parameter names."""
    parameters = read_address()
    return show(named_graph(parameters), parameters)


@blueprint.get("/graphs/<path:path>")
def direct(path: str) -> flask.Response:
    """Answer with the graph that the address names."""
    parameters = read_address()
    return show(addressed_graph(path, parameters), parameters)


def is_inferred(iri: str) -> bool:
    """Tell whether a graph is the one of what follows; a release without it says so by itself."""
    return iri == f"{backend.here().base}graph/{GRAPH}"


def show(iri: str | None, parameters: Parameters) -> flask.Response:
    """Send the triples of a graph in the format negotiated; 404 where the release has no such graph."""
    form = choose(flask.request.headers.get("Accept", ""), GRAPHS)
    if form is None:
        raise NoFormat
    here = backend.here()
    if iri is not None and not is_inferred(iri) and not here.view("graph_exists", graph=uri(iri)).rows:
        raise NotFound(f"there is no graph {iri}")
    request = Request(
        CONTENT,
        None,
        form.key,
        default_graphs=() if iri is None else (iri,),
        unnamed=iri is None,
        short=True,
        seconds=wished_seconds(parameters),
        most=here.options.result_bytes,
        most_rows=here.options.result_rows,
    )
    answer = run(here.pool, request, here.pool.open, caller())
    response = send(answer, form.content_type)
    response.headers.update(origins(request, answer.release))
    return response
