"""A query worker: opens one release read-only, answers one query at a time, and can be killed at any moment.

Started as `python -m claimgraph.server.worker SOCKET_FD GRAPH MEMORY_MIB`; standard input is the lifeline:
when the parent is gone it ends, and so does the worker, even in the middle of a query.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from claimgraph.errors import QueryRefused, StoreError
from claimgraph.search.terms import NAMESPACE, PREFIX
from claimgraph.server import frames, sandbox
from claimgraph.server.columns import name_columns
from claimgraph.server.holdings import FUNCTIONS, Holdings
from claimgraph.server.rows import RowLimit, TooManyRows, counted

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

PIECE, LARGEST_PIECE = 65_536, 1 << 20
NOT_IN_FORMAT = "does not support RDF 1.2"  # of the store's message: JSON-LD has no triple terms
GROWTH = 128 * 1024 * 1024


class FrameWriter:
    """Collects what the store serializes and sends it in larger and larger pieces; the header precedes the first."""

    def __init__(self, channel: frames.Outgoing, head: dict[str, Any], rows: RowLimit | None = None) -> None:
        self._channel, self._head, self._buffer = channel, head, bytearray()
        self._piece = PIECE
        self._rows = rows
        self._started = False

    def write(self, data: bytes) -> int:
        """Take some bytes; TooManyRows beyond the limit of rows."""
        if self._rows is not None:
            self._rows.see(data)
        self._buffer += data
        if len(self._buffer) >= self._piece:
            self.send()
        return len(data)

    def flush(self) -> None:
        """Do nothing: pieces are sent when full."""

    def send(self) -> None:
        """Send what has been collected."""
        if not self._started:
            self._channel.send_json(frames.HEAD, self._head)
            self._started = True
        if self._buffer:
            self._channel.send(frames.DATA, self._buffer)
            self._buffer.clear()
            self._piece = min(2 * self._piece, LARGEST_PIECE)


class NotAcceptable(Exception):
    """The result is of a kind that the request has no format for."""


def term(value: dict[str, str]) -> ox.NamedNode | ox.Literal:
    """Return the RDF term of a parameter in the shape of SPARQL JSON."""
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if "lang" in value:
        return ox.Literal(value["value"], language=value["lang"])
    datatype = value.get("datatype")
    return ox.Literal(value["value"], datatype=ox.NamedNode(datatype) if datatype else None)


def graphs(names: list[str] | None) -> list[ox.NamedNode] | None:
    """Return graph names as terms."""
    return None if names is None else [ox.NamedNode(name) for name in names]


def evaluate(holdings: Holdings, request: dict[str, Any]) -> Result:
    """Run the query of a request over the dataset that it asks for."""
    prefixes = {**request["prefixes"], PREFIX: NAMESPACE}
    return holdings.store_for(request).query(
        name_columns(holdings.written(request), request["base"], prefixes),
        use_default_graph_as_union=request["union"],
        default_graph=cast("Any", graphs(holdings.default_graphs(request))),
        named_graphs=cast("Any", graphs(request["named_graphs"])),
        base_iri=request["base"],
        prefixes=prefixes,
        substitutions={ox.Variable(name): term(value) for name, value in request["bindings"].items()},
        custom_functions=FUNCTIONS,
    )


def answer(holdings: Holdings, request: dict[str, Any], channel: frames.Outgoing) -> dict[str, Any]:
    """Run one query and stream its result; return what the end frame says."""
    if "lookup" in request:
        looking = FrameWriter(channel, {"kind": "lookup", "format": "JSON"})
        looking.write(holdings.look_up(request["lookup"], request["asked"]))
        looking.send()
        return {}
    result = evaluate(holdings, request)
    if isinstance(result, ox.QueryTriples):
        return write_graph(result, request, channel)
    kind = "boolean" if isinstance(result, ox.QueryBoolean) else "solutions"
    head = {"kind": kind, "format": request["results"]}
    if isinstance(result, ox.QuerySolutions) and request.get("rows"):
        return write_rows(result, request["rows"], FrameWriter(channel, head))
    if request["results"] is None:
        raise NotAcceptable
    most = request["most_rows"] if kind == "solutions" else None
    writer = FrameWriter(channel, head, None if most is None else RowLimit(request["results"], most))
    result.serialize(cast("IO[bytes]", writer), getattr(ox.QueryResultsFormat, request["results"]))
    writer.send()
    return {}


def write_graph(result: ox.QueryTriples, request: dict[str, Any], channel: frames.Outgoing) -> dict[str, Any]:
    """Stream the triples of a CONSTRUCT or DESCRIBE."""
    if request["graphs"] is None:
        raise NotAcceptable
    writer = FrameWriter(channel, {"kind": "graph", "format": request["graphs"]})
    output, format_ = cast("IO[bytes]", writer), getattr(ox.RdfFormat, request["graphs"])
    most = request["most_rows"]
    if request["short"] or most is not None:
        triples = result if most is None else counted(result, most)
        ox.serialize(triples, output, format_, prefixes=request["prefixes"] if request["short"] else None)
    else:
        result.serialize(output, format_)
    writer.send()
    return {}


def write_rows(result: ox.QuerySolutions, limit: int, writer: FrameWriter) -> dict[str, Any]:
    """Write at most `limit` rows, and say whether there would have been more; meant for pages only."""
    names = [variable.value for variable in result.variables]
    rows: list[dict[str, Any]] = []
    cut = False
    for solution in result:
        if len(rows) == limit:
            cut = True
            break
        rows.append({name: plain(value) for name in names if (value := solution[name]) is not None})
    writer.write(json.dumps({"variables": names, "rows": rows, "cut": cut}, ensure_ascii=False).encode())
    writer.send()
    return {}


def plain(value: Any) -> dict[str, str]:
    """Return a term in the shape of SPARQL JSON."""
    if isinstance(value, ox.NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, ox.Literal):
        if value.language:
            return {"type": "literal", "value": value.value, "lang": value.language}
        return {"type": "literal", "value": value.value, "datatype": value.datatype.value}
    return {"type": "bnode", "value": str(value)}


def respond(holdings: Holdings, request: dict[str, Any], channel: frames.Outgoing, most: int) -> None:
    """Answer one request with frames that end in END or ERROR; END says whether more than `most` bytes are kept."""
    try:
        end = answer(holdings, request, channel)
    except NotAcceptable:
        channel.send_json(frames.ERROR, {"kind": "format", "message": ""})
    except TooManyRows:
        channel.send_json(frames.ERROR, {"kind": "rows", "message": str(request["most_rows"])})
    except MemoryError:
        channel.send_json(frames.ERROR, {"kind": "memory", "message": ""})
        channel.flush()
        sys.exit(1)
    except (SyntaxError, ValueError, QueryRefused) as error:
        channel.send_json(frames.ERROR, {"kind": "malformed", "message": str(error)})
    except StoreError as error:
        channel.send_json(frames.ERROR, {"kind": "missing", "message": error.reason})
    except (RuntimeError, OSError, KeyError) as error:
        kind = "format" if NOT_IN_FORMAT in str(error) else "failed"
        channel.send_json(frames.ERROR, {"kind": kind, "message": str(error)})
    else:
        # A worker that has grown large hands its memory back by ending; a fresh one is waiting.
        end["retire"] = sandbox.resident_bytes() > most
        channel.send_json(frames.END, end)
    channel.flush()


def watch_lifeline() -> None:
    """End the process as soon as standard input does."""
    while os.read(0, 1):
        pass
    os._exit(0)


def main(arguments: list[str]) -> None:
    """Serve until the channel closes."""
    channel = socket.socket(fileno=int(arguments[0]))
    missing = sandbox.enter(int(arguments[2]))
    threading.Thread(target=watch_lifeline, daemon=True).start()
    attend(channel, Path(arguments[1]), {"missing": missing})


def attend(channel: socket.socket, graph: Path, greeting: dict[str, Any], replica: ox.Store | None = None) -> None:
    """Serve one release after the other until the channel closes, the first one from its replica if there is one."""
    most, store = 0, replica
    while True:
        try:
            holdings = Holdings(graph, store)
        except OSError as error:
            frames.send_json(channel, frames.ERROR, {"kind": "failed", "message": str(error)})
            channel.recv(1)  # stays until it is closed: ending here would have it started again at once
            return
        frames.send_json(channel, frames.READY, greeting)
        most = most or sandbox.resident_bytes() + GROWTH
        following = serve(holdings, channel, most)
        if following is None:
            return
        graph, store = following, None


def serve(holdings: Holdings, channel: socket.socket, most: int) -> Path | None:
    """Answer requests until another release is to be opened, and return it; None where the channel closes."""
    outgoing, incoming = frames.Outgoing(channel), frames.Incoming(channel)
    while True:
        try:
            kind, payload = incoming.receive()
        except frames.Disconnected:
            return None
        if kind == frames.OPEN:
            return Path(str(frames.decode(payload)))
        respond(holdings, frames.decode(payload), outgoing, most)


if __name__ == "__main__":
    main(sys.argv[1:])
