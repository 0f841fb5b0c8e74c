"""/health: whether queries are answered, from which release, under which limits."""

from __future__ import annotations

import flask

from claimgraph.server import backend

blueprint = flask.Blueprint("status", __name__)


@blueprint.get("/health")
def health() -> flask.Response:
    """Return the state of the server as JSON; 503 where a small query is not answered."""
    here = backend.here()
    here.view("alive")
    options = here.options
    return flask.jsonify(
        status="ok",
        release=here.release,
        workers=here.pool.describe(),
        limits={
            "seconds": options.timeout,
            "memory_mib": options.memory_mib,
            "queries_at_once": options.workers,
            "request_bytes": options.request_bytes,
        },
    )
