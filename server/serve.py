"""Running the web application: granian, or waitress where granian is missing."""

from __future__ import annotations

import importlib.util
import logging
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from claimgraph.errors import ClaimGraphError
from claimgraph.server import access
from claimgraph.server.app import close_app, create_app
from claimgraph.server.bridge import Bridge, Manners
from claimgraph.server.operations import logs
from claimgraph.server.operations.configuration import Configuration, Place
from claimgraph.server.options import ServerOptions
from claimgraph.server.releases import current_snapshot
from claimgraph.server.sandbox import end_with_parent
from claimgraph.server.warming import start_warming
from claimgraph.wikidata.index import open_index

log = logging.getLogger(__name__)

CLOSING_SECONDS = 3
"""What an application may take to end its workers after the last answer."""

Reread = Callable[[], ServerOptions]


def serve(configuration: Configuration, reread: Reread | None = None) -> None:
    """Serve a store until interrupted; prints one line with the address.

    `reread` gives the options anew when the server is told to reload (SIGHUP). Raises StoreError where the
    store has no release, ClaimGraphError where the options name an index that is none.
    """
    place, options = configuration.place, configuration.options
    logs.configure(options)
    current_snapshot(Path(place.store))
    if options.wikidata_index:
        open_index(Path(options.wikidata_index)).close()
    name = place.server or ("granian" if importlib.util.find_spec("granian") else "waitress")
    print(
        f"claimgraph serves {place.store} on http://{bracketed(place.host)}:{place.port}/ (stop with Ctrl-C)",
        flush=True,
    )
    SERVERS[name](replace(place, store=str(Path(place.store).resolve())), options, reread or (lambda: options))


def bracketed(host: str) -> str:
    """Return a host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def serve_with_granian(place: Place, options: ServerOptions, reread: Reread) -> None:
    """Run granian: one process, the application in threads behind the bridge; SIGHUP puts a new one in its place."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server import Server

    loader = Loader(place.store, options)
    server = Server(
        "claimgraph",
        address=place.host,
        port=place.port,
        interface=Interfaces.ASGI,
        workers=1,
        log_enabled=False,
        websockets=False,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=int(options.request_seconds * 1000)),
        respawn_failed_workers=True,
        workers_kill_timeout=max(1, round(options.drain_seconds) + CLOSING_SECONDS),
    )
    server.on_reload(partial(reload, loader, reread))
    server.serve(target_loader=loader, wrap_loader=False)


def reload(loader: Loader, reread: Reread) -> None:
    """Take over new options where they can be used; otherwise say why and keep the old ones."""
    try:
        loader.options = reread()
    except ClaimGraphError as error:
        log.error("the configuration was not reloaded: %s", error)


@dataclass
class Loader:
    """Makes the application in a process of granian's own."""

    store: str
    options: ServerOptions

    def __call__(self) -> Bridge:
        """Return the application, ready to be served."""
        end_with_parent()
        logs.configure(self.options)
        options = self.options
        app = create_app(self.store, options)
        if options.warm:
            start_warming(app)
        # The threads of requests take turns so often that one busy with a long text doesn't make the others wait.
        sys.setswitchinterval(0.001)
        manners = Manners(
            options.threads,
            options.request_bytes,
            options.request_seconds,
            options.transfer,
            options.client_requests,
            options.proxies,
            options.update_bytes if options.writable else 0,
            app.extensions[access.EXTENSION].lets_write,
        )
        return Bridge(app, manners, partial(close_app, app))


def serve_with_waitress(place: Place, options: ServerOptions, reread: Reread) -> None:
    """Run waitress in this process; it doesn't reload."""
    import waitress

    app = create_app(place.store, options)
    if options.warm:
        start_warming(app)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        waitress.serve(
            app, host=place.host, port=place.port, threads=options.threads, ident=None, _quiet=True,
            **forwarding(options),
        )  # fmt: skip
    finally:
        close_app(app)


def forwarding(options: ServerOptions) -> dict[str, Any]:
    """Return what waitress needs to know of proxies in front."""
    if not options.proxies:
        return {}
    return {"trusted_proxy": "*", "trusted_proxy_count": options.proxies, "trusted_proxy_headers": {"x-forwarded-for"}}


SERVERS: dict[str, Callable[[Place, ServerOptions, Reread], Any]] = {
    "granian": serve_with_granian,
    "waitress": serve_with_waitress,
}
