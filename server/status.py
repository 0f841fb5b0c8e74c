"""/health: that the server lives, from which release it answers, under which limits; /ready: that it answers."""

from __future__ import annotations

import flask

from claimgraph.server import backend

blueprint = flask.Blueprint("status", __name__)


@blueprint.get("/health")
def health() -> flask.Response:
    """Return the state of the server as JSON; no query is run."""
    here = backend.here()
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


@blueprint.get("/ready")
def ready() -> flask.Response:
    """Return that a small query was answered; an error of status 503 where it was not."""
    here = backend.here()
    here.view("alive")
    return flask.jsonify(status="ready", release=here.release)
