"""A store with doubts of every kind but one, some of whose names and reasons attack a page, and a review of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from claimgraph.entity import Entity, Link
from claimgraph.entity_quads import entity_quads
from claimgraph.iri import document_key
from claimgraph.link.decisions import Decision, read
from claimgraph.link_quads import link_quads
from claimgraph.page import Page, World
from claimgraph.provenance import vocabulary_quads
from claimgraph.quads import document_quads
from claimgraph.search.index import write as write_search
from claimgraph.server.options import ServerOptions
from claimgraph.store import writing
from tests.server.sample import ENTITIES, MINT, english, ukrainian
from tests.server.writable import WRITABLE, Reply, Site, writable

ATTACK = '"><img src=x onerror=alert(1)>\u202e'
JSON = "application/json"


def entities() -> tuple[Entity, ...]:
    """Return the entities of the sample: one with a doubtful link, two that may be one, one with a hostile name."""
    known = {entity.key: entity for entity in ENTITIES}
    berg = replace(
        known["asa-berg"],
        label=f"Åsa {ATTACK}",
        names={"en": (f"Åsa {ATTACK}",), "uk": ("Оса Берг",)},
        links=(Link("Q900000001", "auto", 0.5, "index", "test-0", f"named {ATTACK}; {ATTACK}"),),
        qid="Q900000001",
    )
    wire = replace(known["radio-ost"], label="Nordwires", names={"en": ("Nordwires",)})
    return tuple((known | {"asa-berg": berg, "radio-ost": wire}).values())


def publish_doubts(store: Path) -> None:
    """Write a release with doubts into a store."""
    annotations = [english(), ukrainian()]
    world = World.of(MINT, {entity.key: entity for entity in entities()})
    pages = [Page(annotation, document_key(annotation.document), world) for annotation in annotations]
    sources: dict[str, str] = {}
    with writing(store) as writer:
        for page in pages:
            writer.replace(MINT.graph(f"doc/{page.key}"), document_quads(page))
            sources |= page.sources()
        writer.replace(MINT.graph("entities"), entity_quads(world, sources))
        writer.replace(MINT.graph("links"), link_quads(world))
        writer.replace(MINT.graph("ontology"), vocabulary_quads(MINT))
        manifest = {"created": "2031-05-04T00:00:00+00:00", "version": "0", "rules": "", "base": MINT.base}
        writer.publish({**manifest, "documents": len(pages), "quads": len(writer)}, 2, write_search)


@dataclass(frozen=True)
class Bench:
    """A running review."""

    site: Site

    @property
    def file(self) -> Path:
        """The file of decisions."""
        return self.site.store.parent / "decisions.jsonl"

    def written(self) -> tuple[Decision, ...]:
        """Return the decisions of the file."""
        return read(self.file).decisions if self.file.exists() else ()

    def decide(self, token: str | None = None, **wish: Any) -> Reply:
        """Send a decision, with the token of the site unless another is given."""
        sent = f"Bearer {self.site.token if token is None else token}"
        body = json.dumps(wish)
        return self.site.ask("POST", "/review/decisions", body, Authorization=sent, Content_Type=JSON)

    def get(self, path: str) -> Any:
        """Return what an address answers as JSON."""
        reply = self.site.ask("GET", path)
        assert reply.status == 200, reply.body
        return json.loads(reply.body)

    def doubts(self, query: str = "") -> list[dict[str, Any]]:
        """Return the queue."""
        found: list[dict[str, Any]] = self.get(f"/review.json?{query}")["doubts"]
        return found

    def log(self) -> list[dict[str, Any]]:
        """Return the records of decisions in the audit log."""
        lines = (self.site.store / "audit.jsonl").read_text(encoding="utf-8").splitlines()
        return [record for record in map(json.loads, lines) if record["what"] == "review"]

    def clear(self) -> None:
        """Forget all decisions."""
        self.file.unlink(missing_ok=True)
        (self.site.store / "audit.jsonl").unlink(missing_ok=True)


@contextmanager
def reviewed(folder: Path, options: ServerOptions = WRITABLE) -> Iterator[Bench]:
    """Run a server over a store with doubts."""
    publish_doubts(folder / "store")
    with writable(folder / "store", options) as site:
        yield Bench(site)
