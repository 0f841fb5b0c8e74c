"""From documents to a release: reads what is new, merges entities over all documents, writes what changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from claimgraph.analysis import Analyst
from claimgraph.companions import write_companions
from claimgraph.decision_quads import decision_quads
from claimgraph.entity import Entity
from claimgraph.entity_quads import entity_quads
from claimgraph.errors import LoadError, OffsetError, StoreError
from claimgraph.iri import Mint, digest
from claimgraph.ledger import Entry, Ledger, Row, opened
from claimgraph.link.replay import Decided
from claimgraph.link_quads import confirmed_quads, copied_quads, link_quads
from claimgraph.model import Annotation, Consultation, Document
from claimgraph.page import Page, World, quoted
from claimgraph.provenance import comparing_rules, run_quads, software_version, vocabulary_quads, writing_rules
from claimgraph.quads import document_quads
from claimgraph.settings import Settings
from claimgraph.store import Release, Writer, current_release, writing

COMMIT_EVERY = 16
"""Documents that are read between two writes of the ledger: what a kill can cost."""

WRITE_AT_ONCE = 150_000
"""Code points of documents that are written at once, about 100,000 quads."""

UNKEPT = (
    "what it holds was made with another --base, by a server's updates or by builds whose record is lost, and would be "
    "deleted; build into another folder, or say --anew (claimgraph backup keeps a copy)"
)

Progress = Callable[[str, int, int | None], None]
"""Called with the name of a step, what is done and, where it is known, the total."""


class Resolver(Protocol):
    """Entities merged over all documents."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, each once."""

    @property
    def decided(self) -> Decided:
        """What became of the decisions of people."""

    def apply(self, key: str, annotation: Annotation) -> Annotation:
        """Return the annotation of a document with its entities replaced by the merged ones."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How texts are read and entities merged, with a hash of all rules and extractors that do it."""

    annotate: Callable[[Document], Annotation]
    resolve: Callable[[Iterable[tuple[str, Annotation]]], Resolver]
    rules: str
    guests: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Extractors from outside, each with what decides its replies."""
    merging: str = ""
    """A hash of what entities are merged and linked by besides the rules: decisions of people."""


@dataclass(slots=True)
class BuildReport:
    """What a build did, in documents; `skipped` holds pairs of source and reason."""

    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    pruned: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    """Decisions that no longer apply, each with the reason."""
    release: str = ""
    documents: int = 0
    quads: int = 0


def build(
    inputs: Iterable[Document | LoadError],
    directory: Path,
    settings: Settings,
    reading: Reading,
    progress: Progress = lambda step, done, total: None,
) -> BuildReport:
    """Bring a store up to date with its inputs and publish a release.

    Inputs that can't be read are reported and skipped. Raises StoreError when the store can't be written.
    """
    with writing(directory) as writer, opened(writer.work / "ledger.sqlite") as ledger:
        run = _Run(writer, ledger, settings, reading, progress)
        run.prepare()
        run.read(inputs)
        run.remove()
        run.write()
        run.publish()
        return run.report


@dataclass(slots=True)
class _Run:
    writer: Writer
    ledger: Ledger
    settings: Settings
    reading: Reading
    progress: Progress
    number: int = 0
    unreadable: list[str] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    consulted: dict[str, tuple[Consultation, ...]] = field(default_factory=dict)
    report: BuildReport = field(default_factory=BuildReport)

    @property
    def mint(self) -> Mint:
        return Mint(self.settings.base)

    def prepare(self) -> None:
        """Empty a working store that was made under another base or is not the ledger's; not against its user's will.

        Raises StoreError where it holds anything that this would lose, unless the settings allow it.
        """
        self.number = self.ledger.next_run()
        same = self.ledger.fact("base") == self.settings.base
        if self.settings.anew or not same or self.writer.is_empty():
            if not self.settings.anew and (not self.writer.is_empty() or self.writer.was_served()):
                raise StoreError(str(self.writer.directory), UNKEPT)
            self.ledger.note("published", None)
            self.ledger.forget_writes()
            self.ledger.commit()
            self.writer.clear()
            self.ledger.note("base", self.settings.base)
        self.ledger.commit()

    def read(self, inputs: Iterable[Document | LoadError]) -> None:
        """Read the documents that are new, have changed or were read by other rules."""
        for count, item in enumerate(inputs, 1):
            try:
                self._take(item)
            except (LoadError, OffsetError) as error:
                self._skip(error)
            if count % COMMIT_EVERY == 0:
                self.ledger.commit()
            self.progress("read", count, None)
        self.ledger.commit()
        for key in self.ledger.outdated(self.reading.rules):
            self._read_again(key)

    def _take(self, item: Document | LoadError) -> None:
        if isinstance(item, LoadError):
            raise item
        entry = Entry.of(item)
        known = self.ledger.find(entry.key)
        if known is not None and not self._supersedes(entry, known):
            self.ledger.see(entry.key, self.number)
            self.report.unchanged += known.run != self.number
            return
        old = known is not None or self.ledger.holds_address(entry.address)
        self._save(entry, item)
        if known is None or known.run != self.number:
            self.report.replaced += old
            self.report.added += not old

    def _supersedes(self, entry: Entry, known: Row) -> bool:
        """Tell whether to read a document (again); of several with one key the first by name counts."""
        if known.run != self.number:
            return known.rules != self.reading.rules or known.entry.fingerprint != entry.fingerprint
        return (entry.name, entry.fingerprint) < (known.entry.name, known.entry.fingerprint)

    def _save(self, entry: Entry, document: Document) -> None:
        annotation = self.reading.annotate(document)
        page = Page(annotation, entry.key, World.of(self.mint, {}))
        for span in (*quoted(annotation), *(segment.span for segment in annotation.segments)):
            page.span(span)
        self.ledger.save(entry, self.reading.rules, self.number, annotation)

    def _read_again(self, key: str) -> None:
        row = self.ledger.find(key)
        assert row is not None, key
        document = self.ledger.annotation(key).document
        try:
            annotation = self.reading.annotate(document)
        except OffsetError as error:
            self._skip(error)
            self.unreadable.append(key)
            return
        self.ledger.save(row.entry, self.reading.rules, row.run, annotation)
        self.report.replaced += row.run != self.number

    def _skip(self, error: LoadError | OffsetError) -> None:
        source = error.source if isinstance(error, LoadError) else error.document
        self.report.skipped.append((source, str(error)))

    def remove(self) -> None:
        """Remove documents that have a new text or can't be read any more, with `prune` also those not seen."""
        gone = self.ledger.replaced(self.number)
        certain = self.settings.prune and not self.report.skipped  # a skipped input may be one that is stored
        pruned = set(self.ledger.missing(self.number)) - set(gone) if certain else set()
        self.report.pruned = len(pruned)
        leaving = sorted({*gone, *pruned, *self.unreadable})
        if not leaving:
            return
        self._uncertain(leaving)
        for key in leaving:
            self.writer.remove(self.mint.graph(f"doc/{key}"))
        self.writer.flush()
        self.ledger.drop(leaving)
        self.ledger.commit()

    def write(self) -> None:
        """Merge entities over all documents and write the graphs that differ from what is stored."""
        rules = (self.reading.rules, writing_rules(), comparing_rules())
        stamp = digest(*rules, software_version(), self.reading.merging)
        if self.ledger.fact("complete") == stamp:
            self.report.left = json.loads(self.ledger.fact("left") or "[]")
            return
        resolver = self.reading.resolve(self.ledger.annotations())
        self.report.left = [str(one) for one in resolver.decided.left]
        world = World.of(self.mint, {entity.key: entity for entity in resolver.entities})
        written: list[tuple[str, str]] = []
        pages = self._pages(resolver, world, written)
        Analyst(self.writer, self.ledger, self.mint, self._uncertain).analyse(pages, self.number)
        self._write_shared(world, resolver.decided)
        self.writer.flush()
        self.ledger.mark(written)
        self.ledger.note("left", json.dumps(self.report.left))
        self.ledger.note("complete", stamp)
        self.ledger.commit()

    def _pages(self, resolver: Resolver, world: World, written: list[tuple[str, str]]) -> Iterator[tuple[Page, str]]:
        """Yield all documents with hashes of what they are made from; where these are new, their graphs are written."""
        keys = self.ledger.keys()
        batch: list[Page] = []
        for count, key in enumerate(keys, 1):
            page = Page(resolver.apply(key, self.ledger.annotation(key)), key, world)
            self.sources |= page.sources()
            self.consulted[key] = page.annotation.consulted
            made_from = page.digest(writing_rules())
            if self.ledger.written(key) != made_from:
                batch.append(page)
                written.append((key, made_from))
            if sum(len(page.text) for page in batch) > WRITE_AT_ONCE:
                self._write_documents(batch)
                batch = []
            yield page, made_from
            self.progress("write", count, len(keys))
        self._write_documents(batch)

    def _write_documents(self, pages: Sequence[Page]) -> None:
        if not pages:
            return
        old = [page.key for page in pages if self.ledger.written(page.key) is not None]
        if old or self.ledger.fact("published") is not None:
            self._uncertain(old)
        graphs = [self.mint.graph(f"doc/{page.key}") for page in pages]
        self.writer.replace_all(graphs, chain.from_iterable(map(document_quads, pages)))

    def _write_shared(self, world: World, decided: Decided) -> None:
        graphs = {
            "entities": entity_quads(world, self.sources),
            "links": link_quads(world),
            "decisions": decision_quads(self.mint, decided.applied, world.entities.values()),
            "confirmed": confirmed_quads(world),
            "wikidata": copied_quads(world),
            "prov": run_quads(self.mint, self.reading.rules, self.reading.guests, self.consulted),
            "ontology": vocabulary_quads(self.mint),
        }
        for name, found in graphs.items():
            quads = list(found)
            made = _digest(quads)
            if self.ledger.graph(name) != made:
                self._uncertain([])
                self.ledger.mark_graph(name, None)
                self.ledger.commit()
                self.writer.replace(self.mint.graph(name), quads)
                self.writer.flush()
                self.ledger.mark_graph(name, made)
                self.ledger.commit()

    def _uncertain(self, keys: Iterable[str]) -> None:
        """Note, before the graph is touched, that it no longer is what was published."""
        self.ledger.note("published", None)
        self.ledger.note("complete", None)
        self.ledger.mark((key, None) for key in keys)
        self.ledger.commit()

    def publish(self) -> None:
        """Publish a release, unless the current one already holds the same."""
        self.report.documents = len(self.ledger.keys())
        release = self._unchanged_release()
        if release is not None:
            self.report.quads = release.manifest()["quads"]
        else:
            self.progress("publish", 0, 1)
            self.report.quads = len(self.writer)
            companions = partial(write_companions, progress=self.progress, inference=self.settings.inference)
            release = self.writer.publish(self._manifest(), self.settings.keep_releases, companions)
            self.ledger.note("published", release.name)
            self.ledger.commit()
        self.report.release = release.name

    def _unchanged_release(self) -> Release | None:
        """Return the current release if it holds what the working store holds."""
        try:
            release = current_release(self.writer.directory)
        except StoreError:
            return None
        same = release.manifest().get("inference", False) == self.settings.inference
        return release if same and release.name == self.ledger.fact("published") else None

    def _manifest(self) -> dict[str, object]:
        return {
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "version": software_version(),
            "rules": self.reading.rules,
            "base": self.settings.base,
            "documents": self.report.documents,
            "quads": self.report.quads,
            "inference": self.settings.inference,
        }


def _digest(quads: Iterable[Quad]) -> str:
    total = hashlib.sha256()
    for quad in quads:
        total.update(f"{quad}\n".encode())
    return total.hexdigest()
