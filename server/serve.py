"""Running the web application: granian, or waitress where granian is missing."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from claimgraph.server.app import close_app, create_app
from claimgraph.server.bridge import Bridge, Manners
from claimgraph.server.options import ServerOptions
from claimgraph.server.releases import current_snapshot
from claimgraph.server.sandbox import end_with_parent
from claimgraph.server.warming import start_warming
from claimgraph.wikidata.index import open_index


def serve(
    store_dir: str | Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    options: ServerOptions | None = None,
    server: str | None = None,
) -> None:
    """Serve a store until interrupted; prints one line with the address.

    `server` is "granian" or "waitress" (None: granian where it is installed). Raises StoreError where the
    store has no release, ClaimGraphError where the options name an index that is none.
    """
    options = options or ServerOptions()
    current_snapshot(Path(store_dir))
    if options.wikidata_index:
        open_index(Path(options.wikidata_index)).close()
    name = server or ("granian" if importlib.util.find_spec("granian") else "waitress")
    print(f"claimgraph serves {store_dir} on http://{bracketed(host)}:{port}/ (stop with Ctrl-C)", flush=True)
    SERVERS[name](Path(store_dir).resolve(), host, port, options)


def bracketed(host: str) -> str:
    """Return a host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def serve_with_granian(store: Path, host: str, port: int, options: ServerOptions) -> None:
    """Run granian: one process, the application in threads behind the bridge."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.server import Server

    target = json.dumps({"store": str(store), "options": options.to_json()})
    server = Server(
        target,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=1,
        log_enabled=False,
        websockets=False,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=int(options.request_seconds * 1000)),
        respawn_failed_workers=True,
    )
    server.serve(target_loader=load_app)


def load_app(target: str) -> Bridge:
    """Make the application in granian's own process, from what `serve_with_granian` wrote."""
    end_with_parent()
    told = json.loads(target)
    options = ServerOptions.from_json(told["options"])
    app = create_app(told["store"], options)
    if options.warm:
        start_warming(app)
    # The threads of requests take turns so often that one busy with a long text doesn't make the others wait.
    sys.setswitchinterval(0.001)
    manners = Manners(
        options.threads, options.request_bytes, options.request_seconds, options.client_requests, options.proxies
    )
    return Bridge(app, manners, partial(close_app, app))


def serve_with_waitress(store: Path, host: str, port: int, options: ServerOptions) -> None:
    """Run waitress in this process."""
    import waitress

    app = create_app(store, options)
    if options.warm:
        start_warming(app)
    try:
        waitress.serve(
            app, host=host, port=port, threads=options.threads, ident=None, _quiet=True, **forwarding(options)
        )
    finally:
        close_app(app)


def forwarding(options: ServerOptions) -> dict[str, Any]:
    """Return what waitress needs to know of proxies in front."""
    if not options.proxies:
        return {}
    return {"trusted_proxy": "*", "trusted_proxy_count": options.proxies, "trusted_proxy_headers": {"x-forwarded-for"}}


SERVERS: dict[str, Callable[[Path, str, int, ServerOptions], Any]] = {
    "granian": serve_with_granian,
    "waitress": serve_with_waitress,
}


if __name__ == "__main__":
    serve(sys.argv[1], port=int(sys.argv[2]), server=sys.argv[3] if len(sys.argv) > 3 else None)
