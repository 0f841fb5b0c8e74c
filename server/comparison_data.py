"""Clusters and relations of the release being served, read once and kept."""

from __future__ import annotations

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server.backend import Backend

_SPAN = re.compile(r"(.+)/span/(\d+)-(\d+)")
_LENGTHS = {"year": 4, "month": 7}
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its source; one without publisher is its own source. `published` is as long as it is known."""

    iri: str
    title: str
    source: str
    source_name: str
    published: str

    @property
    def first_day(self) -> str:
        """The first day on which it may have been published, empty where nothing is known."""
        return self.published + "-01" * {4: 2, 7: 1}.get(len(self.published), 0)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as comparisons show it; what is not known is empty."""

    iri: str
    document: Document
    words: str
    lang: str
    speaker: str
    event: str
    cue: str
    stance: str
    fidelity: str
    form: str
    spans: tuple[tuple[int, int], ...]
    about: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relation:
    """What holds between two claims; `spans` are (document, start, end) of the words compared."""

    iri: str
    type: str
    left: Told
    right: Told
    reason: str
    rule: str
    confidence: str
    spans: tuple[tuple[str, int, int], ...]
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that state the same, in order of publication."""

    iri: str
    roots: int
    members: tuple[Told, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All clusters, those of most sources first, all relations by IRI, and how everything is called."""

    clusters: tuple[Cluster, ...]
    relations: tuple[Relation, ...]
    labels: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    """Folded name -> IRIs."""

    def called(self, name: str) -> frozenset[str]:
        """Return the IRIs of everything with a name, in any case, or with an IRI."""
        return self.names.get(name.casefold(), frozenset()) | {name}


def read(backend: Backend) -> Comparison:
    """Return the comparison of the current release."""
    documents = {row["document"]: document_of(row) for row in backend.every("comparison_documents")}
    told = _claims(backend, documents)
    conflicts = {row["type"] for row in backend.every("comparison_conflicts")}
    spans: dict[str, set[tuple[str, int, int]]] = defaultdict(set)
    for row in backend.every("comparison_spans"):
        spans[row["relation"]].add(_place(row["span"]))
    relations = tuple(
        Relation(
            row["relation"], row["type"], told[row["left"]], told[row["right"]], row["reason"], row.get("rule", ""),
            row.get("confidence", ""), tuple(sorted(spans[row["relation"]])), row["type"] in conflicts,
        )
        for row in sorted(backend.every("comparison_relations"), key=lambda row: row["relation"])
        if row["left"] in told and row["right"] in told
    )  # fmt: skip
    labels, names = _names(backend.every("comparison_names"))
    return Comparison(_clusters(backend, told, relations), relations, labels, names)


def document_of(row: Texts) -> Document:
    """Return the text of a row; one without publisher is told by its title, and said to have none that is known."""
    published = row.get("moment", "")[: _LENGTHS.get(row.get("precision", ""), 10)]
    source = row.get("source", row["document"])
    named = row.get("sourceName", f"publisher unknown ({row['title']})")
    return Document(row["document"], row["title"], source, named, published)


def _place(span: str) -> tuple[str, int, int]:
    match = _SPAN.fullmatch(span)
    assert match is not None, span
    return match[1], int(match[2]), int(match[3])


def _grouped(rows: Iterable[Texts], key: str, value: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row[key]].add(row[value])
    return found


def _claims(backend: Backend, documents: Mapping[str, Document]) -> dict[str, Told]:
    cues = _grouped(backend.every("comparison_cues"), "claim", "cue")
    about = _grouped(backend.every("comparison_about"), "claim", "entity")
    words = _grouped(backend.every("comparison_words"), "claim", "span")
    return {
        row["claim"]: Told(
            row["claim"], documents[row["document"]], row["words"], row["lang"], row.get("speaker", ""),
            _code(row.get("event", ""), "event"), min(cues.get(row["claim"], ("",))), _code(row["stance"], "stance"),
            _code(row["fidelity"], "fidelity"), _code(row["form"], "form"),
            tuple(sorted(_place(span)[1:] for span in words[row["claim"]])),
            frozenset(about.get(row["claim"], ())),
        )
        for row in backend.every("comparison_claims")
    }  # fmt: skip


def _code(concept: str, scheme: str) -> str:
    """Return the code of a concept: `Kill` of an event, `neutral` of a stance."""
    code = concept.removeprefix(NAMESPACE + scheme)
    return code if scheme == "event" else code.lower()


def _clusters(backend: Backend, told: Mapping[str, Told], relations: Sequence[Relation]) -> tuple[Cluster, ...]:
    touching: dict[str, set[int]] = defaultdict(set)
    for place, relation in enumerate(relations):
        touching[relation.left.iri].add(place)
        touching[relation.right.iri].add(place)
    members: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for row in backend.every("comparison_members"):
        if row["claim"] in told:
            members[row["cluster"], int(row["roots"])].append(told[row["claim"]])
    found = []
    for (iri, roots), claims in members.items():
        places = sorted(set().union(*(touching[claim.iri] for claim in claims)))
        ordered = tuple(sorted(claims, key=lambda claim: (claim.document.first_day or "~", claim.iri)))
        found.append(Cluster(iri, roots, ordered, tuple(relations[place] for place in places)))
    return tuple(sorted(found, key=_rank))


def _rank(cluster: Cluster) -> tuple[int, int, str]:
    sources = {claim.document.source for claim in cluster.members}
    return -len(sources), -len(cluster.members), cluster.iri


def _names(rows: Iterable[Texts]) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
    labels, names = {}, defaultdict(set)
    for row in rows:
        labels[row["entity"]] = row["label"]
        for name in (row["name"], row["label"]):
            names[name.casefold()].add(row["entity"])
    return labels, {name: frozenset(iris) for name, iris in names.items()}


class ComparisonShelf:
    """The comparison of the current release."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[str, Comparison] | None = None

    def comparison(self, backend: Backend) -> Comparison:
        """Return the comparison of the current release; the first to ask waits while it is read."""
        with self._lock:
            while self._kept is None or self._kept[0] != backend.release:
                # A release may be published while this one is read: what was read is then a mixture of both.
                release = backend.release
                self._kept = release, read(backend)
            return self._kept[1]
