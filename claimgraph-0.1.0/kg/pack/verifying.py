"""The proof of a pack from itself alone: sums, offsets, RDF and page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import msgspec
from pyoxigraph import NamedNode, RdfFormat

from claimgraph.errors import ClaimGraphError
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import OA, SCHEMA
from claimgraph.pack.excerpts import Text, check
from claimgraph.pack.facts import Facts, Node
from claimgraph.pack.linked import parsed, quads
from claimgraph.pack.manifest import MANIFEST, SUMS, Files, Manifest, decoded, digest, sha256, sums
from claimgraph.pack.nanopub import check as check_nanopub
from claimgraph.pack.reader import Passage, read
from claimgraph.pack.records import Span, span

NEEDED: Final = (MANIFEST, SUMS, "evidence.html", "graph.trig", "annotations.jsonld", "schema.jsonld")
_TARGET: Final = NamedNode("http://www.w3.org/ns/oa#hasTarget")
_TEXT: Final = NamedNode("http://schema.org/text")
"""The context of schema.org has http, not https, in its names."""
_GAP: Final = " … "
"""What stands between the spans of one claim where its words are given as one string."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was verified."""

    digest: str
    manifest: Manifest
    spans: int


def faults(files: Files) -> Iterator[str]:
    """Yield what is wrong with a pack, nothing where it is whole; later checks rest on earlier ones."""
    try:
        for step in (_sums, _contents):
            found = list(step(files))
            yield from found
            if found:
                return
    except ClaimGraphError as error:
        yield str(error)


def proof(files: Files) -> Proof:
    """Return what a pack proves; only for one without faults."""
    manifest = decoded(files[MANIFEST])
    pairs = {
        (one.document, one.range) for one in _spans(Facts(parsed(files["graph.trig"], RdfFormat.TRIG, "graph.trig")))
    }
    return Proof(digest(files), manifest, len(pairs))


def _sums(files: Files) -> Iterator[str]:
    missing = [name for name in NEEDED if name not in files]
    if missing:
        yield f"{', '.join(missing)} is missing: this is no pack, or not all of one"
        return
    yield from _differences(files, _listed(files[SUMS]))
    if files[SUMS] != sums(files):
        yield f"{SUMS} is not the list of the files with their sums, in order"
    manifest = decoded(files[MANIFEST])
    told = {file.path: (file.bytes, file.sha256) for file in manifest.files}
    held = {path: (len(content), sha256(content)) for path, content in files.items() if path not in (MANIFEST, SUMS)}
    yield from (
        f"{path}: {MANIFEST} tells otherwise" for path in sorted(told.keys() | held) if told.get(path) != held.get(path)
    )


def _listed(content: bytes) -> dict[str, str]:
    lines = (line.partition("  ") for line in content.decode("utf-8", "replace").split("\n") if line)
    return {path: value for value, _, path in lines}


def _differences(files: Files, listed: Mapping[str, str]) -> Iterator[str]:
    for path in sorted((files.keys() - {SUMS}) | listed.keys()):
        if path not in files:
            yield f"{path!r} is missing"
        elif path not in listed:
            yield f"{path} is not listed in {SUMS}"
        elif sha256(files[path]) != listed[path]:
            yield f"{path} was changed: its SHA-256 is not the one in {SUMS}"


def _contents(files: Files) -> Iterator[str]:
    pack = _Opened(files)
    yield from pack.texts_faults()
    yield from pack.graph_faults()
    yield from pack.claim_faults()
    yield from pack.page_faults()


@dataclass
class _Opened:
    """A pack whose sums are right."""

    files: Files

    @cached_property
    def manifest(self) -> Manifest:
        return decoded(self.files[MANIFEST])

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        found = (_text(self._file(document.file), document.file) for document in self.manifest.documents)
        return {text.document: text for text in found}

    @cached_property
    def graphs(self) -> Mapping[str, Facts]:
        """What each file of RDF says."""
        graphs = {name: quads(self.files[name], name) for name in ("annotations.jsonld", "schema.jsonld")}
        for name in ("graph.trig", *(claim.file for claim in self.manifest.claims)):
            graphs[name] = parsed(self._file(name), RdfFormat.TRIG, name)
        return {name: Facts(found) for name, found in graphs.items()}

    def _file(self, name: str) -> bytes:
        if name not in self.files:
            raise ClaimGraphError(f"{name!r}, which {MANIFEST} names, is missing")
        return self.files[name]

    def texts_faults(self) -> Iterator[str]:
        for document in self.manifest.documents:
            text = self.texts.get(document.iri)
            told = (document.sha256, document.characters, document.contained)
            if text is None or told != (text.sha256, text.characters, sum(len(part.text) for part in text.excerpts)):
                yield f"{document.file} and {MANIFEST} differ about {document.iri}"
                continue
            check(text)
            plain = self.files.get(document.file.removesuffix(".json") + ".txt")
            if plain is not None and sha256(plain) != text.sha256:
                yield f"{document.file.removesuffix('.json')}.txt has not the SHA-256 of the text"
            if self.graphs["graph.trig"].word(NamedNode(document.iri), CG.textHash) != text.sha256:
                yield f"graph.trig tells another SHA-256 of {document.iri}"

    def graph_faults(self) -> Iterator[str]:
        for name, facts in self.graphs.items():
            for one in _spans(facts):
                yield from (f"{name}: {fault}" for fault in self._span_faults(one))
        for claim in self.manifest.claims:
            iri = check_nanopub(self.graphs[claim.file].quads)
            if iri.value != claim.nanopublication:
                yield f"{claim.file} is {iri}, {MANIFEST} names {claim.nanopublication}"

    def _span_faults(self, one: Span) -> Iterator[str]:
        text = self.texts.get(one.document.value)
        if text is None:
            yield f"there is no text for {one.iri}"
            return
        for part, start, end in (
            (one.exact, one.start, one.end),
            (one.prefix, one.start - len(one.prefix), one.start),
            (one.suffix, one.end, one.end + len(one.suffix)),
        ):
            found = text.words(start, end) if part else ""
            if found != part:
                yield f"{one.document.value} has {found!r} at {start}-{end}, not {part!r}"

    def claim_faults(self) -> Iterator[str]:
        for claim in self.manifest.claims:
            iri, expected = NamedNode(claim.iri), self._words(NamedNode(claim.iri), self.graphs["graph.trig"])
            if not expected:
                yield f"graph.trig has no words of {claim.iri}"
            for name in ("graph.trig", claim.file):
                facts = self.graphs[name]
                if facts.word(iri, SCHEMA.text) != expected or self._words(iri, facts) != expected:
                    yield f"{name} gives other words of {claim.iri} than its spans"
            if _schema_text(self.graphs["schema.jsonld"], iri) != expected:
                yield f"schema.jsonld gives other words of {claim.iri}"
            if not self._is_annotated(iri, expected):
                yield f"annotations.jsonld does not show the words of {claim.iri}"

    def _words(self, claim: NamedNode, facts: Facts) -> str:
        return _joined(self._evidence(claim, facts))

    def _evidence(self, claim: NamedNode, facts: Facts) -> list[Span]:
        return [one for node in facts.nodes(claim, CG.evidence) if (one := span(node, facts)) is not None]

    def _is_annotated(self, claim: NamedNode, expected: str) -> bool:
        facts = self.graphs["annotations.jsonld"]
        content = NamedNode(f"{claim.value}/annotation/content")
        targets = facts.nodes(content, _TARGET)
        return _joined([one for node in targets if (one := span(node, facts)) is not None]) == expected

    def page_faults(self) -> Iterator[str]:
        page = read(self.files["evidence.html"].decode("utf-8", "replace"))
        yield from (f"evidence.html has {fault}" for fault in page.faults)
        for passage in page.passages:
            text = self.texts.get(passage.document)
            if text is None or text.words(passage.start, passage.end) != passage.words:
                yield f"evidence.html shows at {passage.start} of {passage.document} what does not stand there"
        for claim in self.manifest.claims:
            for one in self._evidence(NamedNode(claim.iri), self.graphs["graph.trig"]):
                if not any(_shows(passage, one) for passage in page.passages):
                    yield f"evidence.html does not show {claim.iri}"


def _text(content: bytes, name: str) -> Text:
    try:
        return msgspec.json.decode(content, type=Text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ClaimGraphError(f"{name} can't be read: {error}") from error


def _spans(facts: Facts) -> list[Span]:
    found: Sequence[NamedNode] = facts.of(OA.SpecificResource)
    return [one for node in found if (one := _checked(node, facts)) is not None]


def _checked(node: NamedNode, facts: Facts) -> Span | None:
    try:
        return span(node, facts)
    except ValueError as error:
        raise ClaimGraphError(f"the selectors of {node} can't be read: {error}") from error


def _joined(found: Iterable[Span]) -> str:
    return _GAP.join(one.exact for one in sorted(found, key=lambda one: one.range))


def _shows(passage: Passage, one: Span) -> bool:
    return passage.document == one.document.value and passage.start <= one.start < one.end <= passage.end


def _schema_text(facts: Facts, claim: Node) -> str | None:
    return facts.word(claim, _TEXT)
