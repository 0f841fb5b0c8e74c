"""The writer: changes one draft of a release after the other, tells what it did, and can be killed at any moment.

Started as `python -m claimgraph.server.writer SOCKET_FD MEMORY_MIB FILE_BYTES`. A frame OPEN names a draft, READY says
that it is open; each frame QUERY is an order, done as a whole or not at all, and answered; a frame END has all put on
disk and the draft closed. Like a query worker it has no network and starts no programs; unlike one it writes files, in
the folder of the draft.
"""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import Any

import pyoxigraph as ox

from claimgraph.answers import prefixes
from claimgraph.server import frames, sandbox
from claimgraph.server.counting import Count, preview
from claimgraph.server.touched import GraphName, Touched, touched
from claimgraph.server.worker import watch_lifeline

FAULTS = {"already exists": "conflict", "does not exist": "conflict", "custom function": "malformed"}
"""What the store says of faults that are the client's."""


class Refused(Exception):
    """The order can't be carried out: kind (missing, patch, condition) and a line that says why."""

    def __init__(self, kind: str, reason: str = "") -> None:
        super().__init__(reason)
        self.kind = kind


class Draft:
    """The store of the next release while an order is carried out."""

    def __init__(self, store: ox.Store, order: dict[str, Any], parts: list[bytes], base: str) -> None:
        self.store, self.order, self.parts, self.base = store, order, parts, base
        iri = order["graph"]
        self.graph: GraphName = ox.DefaultGraph() if iri is None else ox.NamedNode(iri)
        self.existed = iri is None or store.contains_named_graph(ox.NamedNode(iri))

    def update(self) -> None:
        """Run a SPARQL update."""
        run_update(self.store, self.order["text"], self.base)

    def check(self) -> None:
        """Raise Refused where the graph must be there and isn't, or the other way round."""
        if self.order.get("existence") not in (None, self.existed):
            there = "is there already (If-None-Match)" if self.existed else "isn't there (If-Match)"
            raise Refused("condition", f"nothing was changed: the graph {there}")

    def touched(self) -> Touched:
        """Return what the order can change."""
        if self.order["kind"] == "update":
            return touched(self.order["text"], self.base, prefixes())
        if self.order["kind"] == "post":
            return Touched(quads=tuple(dict.fromkeys(self.quads)))
        return Touched(frozenset([self.graph]))

    def put(self) -> None:
        """Replace the graph."""
        quads = self.quads
        self.store.clear_graph(self.graph)
        self.write(quads)

    def post(self) -> None:
        """Add to the graph; what several parts call by one name of a blank node is not one."""
        self.write(self.quads)

    @cached_property
    def quads(self) -> list[ox.Quad]:
        """All that was sent, read before anything is changed."""
        base, quads = self.order["graph"] or self.base, list[ox.Quad]()
        for content, key in zip(self.parts, self.order["formats"], strict=True):
            form = getattr(ox.RdfFormat, key)
            found = ox.parse(content, form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
            quads.extend(move(found, self.graph))
        return quads

    def write(self, quads: list[ox.Quad]) -> None:
        """Add quads to the graph, which is there afterwards even without any."""
        if isinstance(self.graph, ox.NamedNode):
            self.store.add_graph(self.graph)
        self.store.extend(quads)

    def delete(self) -> None:
        """Remove the graph."""
        if not self.existed:
            raise Refused("missing")
        if isinstance(self.graph, ox.NamedNode):
            self.store.remove_graph(self.graph)
        else:
            self.store.clear_graph(self.graph)

    def patch(self) -> None:
        """Run a SPARQL update that sees nothing but the graph, as its default graph."""
        if not self.existed:
            raise Refused("missing")
        alone = ox.Store()
        alone.extend(move(self.store.quads_for_pattern(None, None, None, self.graph), ox.DefaultGraph()))
        run_update(alone, self.order["text"], self.order["graph"] or self.base)
        if any(True for _ in alone.named_graphs()):
            raise Refused("patch", "a PATCH changes one graph: leave GRAPH, WITH and names of graphs out")
        self.store.clear_graph(self.graph)
        self.store.extend(move(alone, self.graph))


STEPS: dict[str, Callable[[Draft], None]] = {
    "update": Draft.update, "put": Draft.put, "post": Draft.post, "delete": Draft.delete, "patch": Draft.patch,
}  # fmt: skip


def run_update(store: ox.Store, text: str, base: str) -> None:
    """Run a SPARQL update with the prefixes of the vocabulary."""
    store.update(text, base_iri=base, prefixes=dict(prefixes()))


def move(quads: Iterable[ox.Quad], graph: GraphName) -> Iterator[ox.Quad]:
    """Yield the triples of quads in another graph."""
    return (ox.Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


class Session:
    """The draft of a release while orders change it, with the number of its quads as far as that is known."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.store, self.origin, self.base = ox.Store(told["draft"]), told["origin"], told["base"]
        known = told["before"]
        self.before: int = len(self.store) if known is None else known
        self.now: int | None = self.before

    def carry_out(self, order: dict[str, Any], parts: list[bytes]) -> dict[str, Any]:
        """Change the draft and return what was done."""
        draft = Draft(self.store, order, parts, self.base)
        draft.check()
        touched = draft.touched()
        count = Count(self.store, touched)
        STEPS[order["kind"]](draft)
        change = count.change()
        self.now = None if self.now is None or change is None else self.now + change
        shown = preview(ox.Store.read_only(self.origin), self.store, touched) if order["dry"] else {}
        return {"existed": draft.existed, "preview": shown, "graphs": touched.names()}

    def finish(self) -> dict[str, Any]:
        """Put everything on disk, and count where it isn't known how many quads there are."""
        self.store.flush()
        return {"after": len(self.store) if self.now is None else self.now}


def respond(work: Callable[[], dict[str, Any]]) -> tuple[bytes, dict[str, Any]]:
    """Return the frame that tells how some work went."""
    try:
        return frames.END, work()
    except Refused as error:
        kind, message = error.kind, str(error)
    except MemoryError:
        kind, message = "memory", ""
    except (SyntaxError, ValueError) as error:
        kind, message = "malformed", str(error)
    except (RuntimeError, OSError) as error:
        message = str(error)
        kind = next((kind for words, kind in FAULTS.items() if words in message), "failed")
    return frames.ERROR, {"kind": kind, "message": message}


def change(channel: socket.socket, told: dict[str, Any]) -> None:
    """Carry out the orders on one draft, until it is finished."""
    session = Session(told)
    before = session.before
    frames.send_json(channel, frames.READY, {})
    while True:
        kind, payload = frames.receive(channel)
        if kind == frames.END:
            break
        order = frames.decode(payload)
        parts = [frames.receive(channel)[1] for _ in order["formats"]]
        frames.send_json(channel, *respond(partial(session.carry_out, order, parts)))
    outcome, done = respond(session.finish)
    del session  # closed, before anybody is told that it is done
    frames.send_json(channel, outcome, done | {"before": before})


def main(arguments: list[str]) -> None:
    """Change drafts until the channel closes."""
    channel = socket.socket(fileno=int(arguments[0]))
    missing = sandbox.enter(int(arguments[1]), file_bytes=int(arguments[2]))
    threading.Thread(target=watch_lifeline, daemon=True).start()
    frames.send_json(channel, frames.READY, {"missing": missing})
    with contextlib.suppress(frames.Disconnected):
        while True:
            change(channel, frames.decode(frames.receive(channel)[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
