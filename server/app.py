"""The web application over the releases of one store."""

from __future__ import annotations

from pathlib import Path

import flask

from claimgraph.server import (
    about,
    access,
    caching,
    canned,
    changes,
    claims_board,
    compare_page,
    comparison,
    compression,
    dates,
    description,
    entity_labels,
    graph_store,
    languages,
    links,
    map_page,
    network_pages,
    overview,
    pages,
    problems,
    resources,
    search_api,
    search_page,
    sparql,
    sparql_page,
    status,
    timeline_page,
    twins,
    words,
)
from claimgraph.server.backend import EXTENSION, Backend
from claimgraph.server.operations import metrics, openapi, watch
from claimgraph.server.options import ServerOptions
from claimgraph.server.reconciliation import service as reconciliation
from claimgraph.server.review import pages as review

BLUEPRINTS = tuple(
    module.blueprint
    for module in (
        about,
        canned,
        claims_board,
        compare_page,
        comparison,
        description,
        graph_store,
        map_page,
        metrics,
        network_pages,
        openapi,
        overview,
        pages,
        resources,
        search_api,
        search_page,
        sparql,
        sparql_page,
        status,
        timeline_page,
        words,
    )
)

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Location, Retry-After, Server-Timing, X-Claimgraph-Indexed, "
    "X-Claimgraph-Inferred, X-Claimgraph-Limits, X-Claimgraph-Release, X-Request-Id",
}
PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, Dry-Run, If-Match, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def create_app(store_dir: str | Path, options: ServerOptions | None = None) -> flask.Flask:
    """Return the application; its workers run until `close_app`.

    Raises StoreError where the store has no release, ClaimGraphError where the options name an index that is none.
    """
    options = options or ServerOptions()
    app = flask.Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = options.request_bytes
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for blueprint in (*BLUEPRINTS, *([changes.blueprint] if options.writable else [])):
        app.register_blueprint(blueprint)
    reconciliation.register(app, options)
    review.register(app, Path(store_dir), options)
    problems.register(app)
    app.after_request(add_headers)
    app.after_request(compression.compress)
    access.register(app, Path(store_dir), options)
    caching.register(app)
    languages.register(app)
    words.register(app)
    entity_labels.register(app)
    dates.register(app)
    twins.register(app)
    app.extensions[EXTENSION] = here = Backend(Path(store_dir), options)
    watch.register(app, here)
    app.add_template_global(lambda: description.behind(here.pool.snapshot), "behind")
    app.add_template_filter(lambda iri: links.name_of(iri, here.base), "short")
    app.add_template_filter(lambda iri: links.address_of(iri, here.base), "address")
    return app


def close_app(app: flask.Flask) -> None:
    """Stop the workers of an application."""
    app.extensions[EXTENSION].close()


def add_headers(response: flask.Response) -> flask.Response:
    """Add what every answer carries: no foreign content, no guessed types, readable from other sites."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if flask.request.method == "OPTIONS":
        for name, value in PREFLIGHT.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Access-Control-Allow-Methods", response.headers.get("Allow", "GET, HEAD, OPTIONS"))
    return response
