"""All files of a pack about a claim or cluster, made from a release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from claimgraph.iri import Mint, digest
from claimgraph.ontology import terms as CG
from claimgraph.ontology.external import SCHEMA
from claimgraph.pack.annotations import collection
from claimgraph.pack.data import data_text
from claimgraph.pack.excerpts import QUOTE, Text, shortened, whole
from claimgraph.pack.facts import trig
from claimgraph.pack.gathering import Gathered, gathered
from claimgraph.pack.manifest import (
    FORMAT,
    MANIFEST,
    SUMS,
    Document,
    File,
    Files,
    Held,
    Manifest,
    encoded,
    sha256,
    sums,
)
from claimgraph.pack.nanopub import Publication, publication
from claimgraph.pack.page import Shown, page
from claimgraph.pack.records import Reading, Stated, spans
from claimgraph.pack.schema_org import described
from claimgraph.pack.subject import subject
from claimgraph.provenance import software_version
from claimgraph.store import View

CONTEXT: Final = 300
"""Code points around the words of a claim that a pack holds unless told otherwise."""
LEAST_CONTEXT: Final = 2 * QUOTE
"""Code points around other words, such as those of the speaker, and the least around those of a claim."""
_TYPES: Final = {
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".trig": "application/trig",
    ".txt": "text/plain; charset=utf-8",
}
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}")
README: Final = "README.txt"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How much of the texts a pack holds, and the date on which its nanopublications are said to be made."""

    context: int = CONTEXT
    full_text: bool = False
    created: str | None = None


def pack(view: View, name: str, wishes: Wishes = Wishes()) -> Files:
    """Return the files of a pack; the same release content and wishes give the same bytes.

    Raises QueryRefused where the name means nothing or several things.
    """
    return _Pack(view, gathered(view, subject(view, name)), wishes).files()


@dataclass
class _Pack:
    view: View
    found: Gathered
    wishes: Wishes

    @cached_property
    def mint(self) -> Mint:
        return Mint(str(self.view.release.manifest()["base"]))

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.found.facts)

    @cached_property
    def members(self) -> list[Stated]:
        return self._dated(self.found.claims)

    @cached_property
    def others(self) -> list[Stated]:
        return self._dated(self.found.related)

    def _dated(self, claims: Sequence[NamedNode]) -> list[Stated]:
        """Return claims in the order in which their texts came out; those without a date last."""
        found = [self.reading.claim(iri) for iri in claims]
        return sorted(found, key=lambda claim: (claim.paper.published or "~", claim.iri.value))

    @cached_property
    def claims(self) -> list[Stated]:
        return [*self.members, *self.others]

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        return {iri.value: self._text(iri, words) for iri, words in self.found.texts.items()}

    @cached_property
    def publications(self) -> Mapping[NamedNode, Publication]:
        facts, created = self.found.facts, self.wishes.created
        return {claim.iri: publication(claim, facts, self.mint, created) for claim in self.claims}

    def _text(self, iri: NamedNode, words: str) -> Text:
        text = whole(iri.value, words)
        if self.wishes.full_text:
            return text
        main = {span.range for claim in self.claims for span in claim.evidence if span.document == iri}
        ranges = [span.range for span in spans(self.found.facts).values() if span.document == iri]
        return shortened(text, [(one, self.wishes.context if one in main else LEAST_CONTEXT) for one in ranges])

    def files(self) -> Files:
        files = dict(self._contents())
        files[MANIFEST] = encoded(self._manifest(files))
        files[SUMS] = sums(files)
        return files

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        about = self.found.subject
        yield README, data_text(README).encode()
        yield (
            "evidence.html",
            page(Shown(self._title(), self._facts(), self.claims, self.reading.relations(), self.texts)),
        )
        yield "graph.trig", trig([*self.found.facts.quads, *self._texts_told()])
        yield "annotations.jsonld", encoded(collection(about.iri, self.claims))
        yield "schema.jsonld", encoded(described(about, self.members, self.others, self.texts))
        for claim in self.claims:
            yield self._place("nanopubs", claim.iri, ".trig"), self.publications[claim.iri].trig()
        for iri, text in self.texts.items():
            yield self._place("texts", NamedNode(iri), ".json"), encoded(text)
            if self.wishes.full_text:
                yield self._place("texts", NamedNode(iri), ".txt"), self.found.texts[NamedNode(iri)].encode()

    def _texts_told(self) -> Iterator[Quad]:
        if self.wishes.full_text:
            for iri, words in self.found.texts.items():
                yield Quad(iri, SCHEMA.text, Literal(words), self.mint.graph(iri.value.removeprefix(self.mint.base)))

    def _place(self, folder: str, iri: NamedNode, ending: str) -> str:
        name = iri.value.removeprefix(self.mint.base).removeprefix("doc/").replace("/claim/", "-").replace("/", "-")
        return f"{folder}/{name if _NAME.fullmatch(name) else digest(iri.value)}{ending}"

    def _title(self) -> str:
        if not self.found.subject.is_cluster:
            return f"Evidence: {self.members[0].text}"
        return f"Evidence: a cluster of {len(self.members)} claims"

    def _facts(self) -> list[tuple[str, str]]:
        return [("about", self.found.subject.iri.value), *self._counted()]

    def _counted(self) -> Iterator[tuple[str, str]]:
        if not self.found.subject.is_cluster:
            return
        papers = [claim.paper for claim in self.members]
        yield "claims", str(len(self.members))
        yield "publishers", str(len({paper.publisher.iri.value for paper in papers if paper.publisher}))
        yield "languages", ", ".join(sorted({claim.language for claim in self.members}))
        roots = self.found.facts.word(self.found.subject.iri, CG.independentRoots)
        if roots is not None:
            yield "independent roots", roots

    def _manifest(self, files: Files) -> Manifest:
        about = self.found.subject
        return Manifest(
            format=FORMAT,
            software=f"claimgraph {software_version()}",
            rules=str(self.view.release.manifest()["rules"]),
            about=about.iri.value,
            kind="cluster" if about.is_cluster else "claim",
            offsets="Unicode code points of the stored text, end exclusive",
            claims=tuple(self._held()),
            relations=tuple(relation.iri.value for relation in self.reading.relations()),
            documents=tuple(self._document(text) for text in self.texts.values()),
            files=tuple(_file(path, files[path]) for path in sorted(files)),
        )

    def _held(self) -> Iterator[Held]:
        for role, claims in (("subject", self.members), ("related", self.others)):
            yield from (self._one(claim, role) for claim in claims)

    def _one(self, claim: Stated, role: str) -> Held:
        file, published = self._place("nanopubs", claim.iri, ".trig"), self.publications[claim.iri]
        return Held(claim.iri.value, role, claim.paper.iri.value, published.iri.value, file)

    def _document(self, text: Text) -> Document:
        contained = sum(len(excerpt.text) for excerpt in text.excerpts)
        place = self._place("texts", NamedNode(text.document), ".json")
        return Document(text.document, place, text.sha256, text.characters, contained)


def _file(path: str, content: bytes) -> File:
    return File(path, len(content), sha256(content), _TYPES[path[path.rindex(".") :]])
