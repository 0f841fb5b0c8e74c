"""The claims of a release with what dates and places them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from claimgraph.network.model import Actor
from claimgraph.network.reading import Material, Statement
from claimgraph.network.reading import read as read_network
from claimgraph.store import View
from claimgraph.timeline.rows import rows

_LENGTHS = {"year": 4, "month": 7}


class Said(msgspec.Struct, frozen=True):
    """A claim: its words, who says them, where and when, and what they are about.

    Dates are ISO dates as far as they are known (`2022`, `2022-01`, `2022-01-10`), empty where unknown. `spans` are
    code points of the document's text, end exclusive. `about` are the IRIs of entities that the words name, `scenes`
    those of the places where the claim says that it happens.
    """

    claim: str
    words: str
    spans: tuple[tuple[int, int], ...]
    lang: str
    document: str
    title: str
    source: str
    source_iri: str
    published: str
    speaker: str
    speaker_name: str
    event: str
    event_name: str
    about: tuple[str, ...]
    scenes: tuple[str, ...]
    dates: tuple[str, ...]
    clusters: tuple[str, ...]

    def facts(self) -> dict[str, Any]:
        """Return what an export tells of the claim and the words that it rests on; empty fields stay out."""
        told = {
            "claim": self.claim, "words": self.words, "language": self.lang, "event": self.event,
            "speaker": self.speaker_name, "speakerIri": self.speaker, "source": self.source,
            "sourceIri": self.source_iri, "published": self.published, "title": self.title, "clusters": self.clusters,
        }  # fmt: skip
        evidence = {"document": self.document, "spans": [list(span) for span in self.spans]}
        return {name: value for name, value in told.items() if value} | {"evidence": evidence}


class Told(msgspec.Struct, frozen=True):
    """The claims of a release, sorted by IRI, and all actors and places that they may name."""

    claims: tuple[Said, ...]
    actors: Mapping[str, Actor]

    def called(self, name: str) -> set[str]:
        """Return the IRIs of everything with a name, in any case, or with an IRI."""
        folded = name.casefold()
        return {
            iri for iri, actor in self.actors.items()
            if name == iri or folded in {known.casefold() for known in (actor.label, *actor.names.values())}
        }  # fmt: skip


def read(view: View, labels: Sequence[str] = (), material: Material | None = None) -> Told:
    """Return what a release tells; names are in the first of some languages that has one.

    `material` is what the network is made from, where that has been read.
    """
    material = material or read_network(view)
    extras = {name: _grouped(rows(view, name)) for name in ("members", "scenes")}
    extras["dates"] = _grouped((claim, moment[: _LENGTHS.get(precision, 10)])
                               for claim, moment, precision in rows(view, "dates"))  # fmt: skip
    names = _event_names(view, (*labels, "en"))
    said = (_said(statement, material, extras, (names, labels)) for statement in material.statements)
    return Told(tuple(said), material.actors)


def _grouped(pairs: Iterable[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}


def _event_names(view: View, labels: Sequence[str]) -> dict[str, str]:
    """Return the name of each type of happening in the first language that has one."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, language, name in rows(view, "events"):
        found[code][language] = name
    return {code: next((known[lang] for lang in labels if lang in known), code) for code, known in found.items()}


def _said(
    statement: Statement,
    material: Material,
    extras: Mapping[str, Mapping[str, tuple[str, ...]]],
    naming: tuple[Mapping[str, str], Sequence[str]],
) -> Said:
    evidence = statement.evidence
    names, labels = naming
    speaker = material.actors.get(statement.speaker)
    document = material.publications.get(evidence.document)
    return Said(
        claim=evidence.claim,
        words=evidence.words,
        spans=evidence.spans,
        lang=evidence.lang,
        document=evidence.document,
        title=document.title if document else "",
        source=document.source if document else "",
        source_iri=document.source_iri if document else "",
        published=document.date if document else "",
        speaker=statement.speaker,
        speaker_name=speaker.name(labels) if speaker else "",
        event=evidence.event,
        event_name=names.get(evidence.event, evidence.event),
        about=statement.names,
        scenes=extras["scenes"].get(evidence.claim, ()),
        dates=extras["dates"].get(evidence.claim, ()),
        clusters=extras["members"].get(evidence.claim, ()),
    )
