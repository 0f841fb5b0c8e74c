"""The writer: changes one draft of a release after the other, tells what it did, and can be killed at any moment.

Started as `python -m claimgraph.server.writer SOCKET_FD MEMORY_MIB FILE_BYTES`. A frame OPEN names a draft, READY says
that it is open; each frame QUERY is an order, done as a whole or not at all, and answered; a frame END has all put on
disk and the draft closed. Like a query worker it has no network and starts no programs; unlike one it writes files, in
the folder of the draft.
"""

from __future__ import annotations

import contextlib
import itertools
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import pyoxigraph as ox

from claimgraph.answers import prefixes
from claimgraph.server import frames, sandbox
from claimgraph.server.worker import watch_lifeline

GraphName = ox.NamedNode | ox.DefaultGraph
SAMPLE = 20
FAULTS = {"already exists": "conflict", "does not exist": "conflict", "custom function": "malformed"}
"""What the store says of faults that are the client's."""


class Refused(Exception):
    """The order can't be carried out: kind (missing, patch) and a line that says why."""

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

    def put(self) -> None:
        """Replace the graph."""
        quads = self.read()
        self.store.clear_graph(self.graph)
        self.write(quads)

    def post(self) -> None:
        """Add to the graph; what several parts call by one name of a blank node is not one."""
        self.write(self.read())

    def read(self) -> list[ox.Quad]:
        """Read all that was sent before anything is changed."""
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


def differences(old: ox.Store, new: ox.Store) -> dict[str, Any]:
    """Return how many quads were added and removed, and the first of each.

    Both stores yield quads in the order of the same keys, so two of them that differ at one place stand for what only
    one store has: a quad that the other store lacks.
    """
    added, removed = Tally(), Tally()
    before, after = iter(old), iter(new)
    a, b = next(before, None), next(after, None)
    while a is not None or b is not None:
        if a == b:
            a, b = next(before, None), next(after, None)
        elif a is not None and a not in new:
            removed.take(a)
            a = next(before, None)
        else:
            assert b is not None
            added.take(b)
            b = next(after, None)
    return {"added": added.told(), "removed": removed.told()}


class Tally:
    """A number of quads and the first of them."""

    def __init__(self) -> None:
        self._count = 0
        self._first: list[ox.Quad] = []

    def take(self, quad: ox.Quad) -> None:
        """Count a quad."""
        self._count += 1
        if len(self._first) < SAMPLE:
            self._first.append(quad)

    def told(self) -> dict[str, Any]:
        """Return the number, and the first quads as N-Quads."""
        return {"count": self._count, "sample": [f"{quad} ." for quad in itertools.islice(self._first, SAMPLE)]}


def carry_out(store: ox.Store, session: dict[str, Any], order: dict[str, Any], parts: list[bytes]) -> dict[str, Any]:
    """Change the draft and return what was done."""
    draft = Draft(store, order, parts, session["base"])
    STEPS[order["kind"]](draft)
    preview = differences(ox.Store.read_only(session["origin"]), store) if order["dry"] else {}
    return {"existed": draft.existed, "preview": preview}


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


def finish(store: ox.Store) -> dict[str, Any]:
    """Put everything on disk and count."""
    store.flush()
    return {"after": len(store)}


def change(channel: socket.socket, session: dict[str, Any]) -> None:
    """Carry out the orders on one draft, until it is finished."""
    store = ox.Store(session["draft"])
    before = len(store) if session["before"] is None else session["before"]
    frames.send_json(channel, frames.READY, {})
    while True:
        kind, payload = frames.receive(channel)
        if kind == frames.END:
            break
        order = frames.decode(payload)
        parts = [frames.receive(channel)[1] for _ in order["formats"]]
        frames.send_json(channel, *respond(partial(carry_out, store, session, order, parts)))
    outcome, told = respond(partial(finish, store))
    del store  # closed, before anybody is told that it is done
    frames.send_json(channel, outcome, told | {"before": before})


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
