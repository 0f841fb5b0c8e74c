"""Which graph a request of the Graph Store Protocol means."""

from __future__ import annotations

import flask
from werkzeug.exceptions import BadRequest

from claimgraph.server import backend
from claimgraph.server.links import iri_of
from claimgraph.server.parameters import Parameters, iri, read_fields, values


def asked_graph() -> str | None:
    """Return the graph that the address of the request names, None for the default one; 400 for none and several."""
    path, parameters = (flask.request.view_args or {}).get("path"), read_address()
    return named_graph(parameters) if path is None else addressed_graph(str(path), parameters)


def read_address() -> Parameters:
    """Return the parameters of the address; 400 where they can't be read."""
    return read_fields(flask.request.query_string.decode("latin-1"), "the address")


def named_graph(parameters: Parameters) -> str | None:
    """Return the IRI of the graph that the parameters name, None for the default graph; 400 for anything else.

    A graph may also be named by its address on this server, as the Location of a new one gives it.
    """
    graphs, default = values(parameters, "graph"), values(parameters, "default")
    if len(graphs) + len(default) != 1:
        raise BadRequest("name one graph: ?graph=IRI or ?default")
    if default:
        return None
    name, own = iri(graphs[0], "graph"), f"{flask.request.host_url}graphs/"
    return backend.here().base + name.removeprefix(own) if name.startswith(own) else name


def addressed_graph(path: str, parameters: Parameters) -> str:
    """Return the IRI of the graph at an address below /graphs/; 400 where a parameter names one too."""
    if values(parameters, "graph") or values(parameters, "default"):
        raise BadRequest("name a graph by the address or by a parameter, not by both")
    return iri(iri_of(path, backend.here().base), "the address")
