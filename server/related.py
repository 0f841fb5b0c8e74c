"""Relations between claims of different documents: which documents speak of the same, and how their claims relate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claimgraph.server import backend


@dataclass(frozen=True, slots=True)
class Related:
    """A relation between a claim of one document and one of another; all but the reason are IRIs and codes.

    `claim` is that of the document asked for, `far` the other one; `is_turned` where `far` comes first in the relation.
    """

    iri: str
    type: str
    label: str
    claim: str
    far: str
    reason: str
    rule: str
    confidence: str
    is_conflict: bool
    is_turned: bool

    @property
    def key(self) -> str:
        """The end of its IRI."""
        return self.iri.rpartition("/")[2]

    @property
    def other(self) -> str:
        """The document of the other claim."""
        return document_of(self.far)


@dataclass(frozen=True, slots=True)
class Other:
    """Another document, with how many relations it has to one, and how many of them say that claims conflict."""

    iri: str
    title: str
    told: str
    relations: int
    conflicts: int


def document_of(claim: str) -> str:
    """Return the document of a claim.

    >>> document_of("https://x.example/id/doc/1/claim/3-9")
    'https://x.example/id/doc/1'
    """
    return claim.rpartition("/claim/")[0]


def relations_of(iri: str) -> list[Related]:
    """Return the relations of the claims of a document with those of others."""
    here = backend.here()
    conflicts = {row["type"] for row in here.once("comparison_conflicts")}
    labels = {row["type"]: row["label"] for row in here.once("relation_types")}
    found = []
    for row in here.once("comparison_relations"):
        left, right = document_of(row["left"]), document_of(row["right"])
        if iri in (left, right) and left != right:
            near, far = (row["left"], row["right"]) if left == iri else (row["right"], row["left"])
            found.append(Related(
                row["relation"], row["type"], labels.get(row["type"], row["type"]), near, far, row["reason"],
                row.get("rule", ""), row.get("confidence", ""), row["type"] in conflicts, left != iri,
            ))  # fmt: skip
    return sorted(found, key=lambda one: one.iri)


def others(relations: Iterable[Related]) -> list[Other]:
    """Return the documents that the claims of one are related to, those with most relations first."""
    found: dict[str, list[Related]] = defaultdict(list)
    for one in relations:
        found[one.other].append(one)
    known = titles()
    made = [
        Other(iri, *known.get(iri, ("document", "")), len(rows), sum(row.is_conflict for row in rows))
        for iri, rows in found.items()
    ]
    return sorted(made, key=lambda other: (-other.relations, other.iri))


def titles() -> Mapping[str, tuple[str, str]]:
    """Return what each document is called, and who published it, when and in which language, as far as known."""
    found = {}
    for row in backend.here().once("document_titles"):
        told = " · ".join(row[name] for name in ("source", "published", "lang") if row.get(name))
        found[row["document"]] = (row.get("headline") or row.get("name") or "document", told)
    return found


def pairs(most: int) -> Sequence[tuple[str, str, int, int]]:
    """Return pairs of documents with the numbers of their relations and conflicts, those with most first."""
    here = backend.here()
    conflicts = {row["type"] for row in here.once("comparison_conflicts")}
    counts: Counter[tuple[str, str]] = Counter()
    against: Counter[tuple[str, str]] = Counter()
    for row in here.once("comparison_relations"):
        left, right = sorted((document_of(row["left"]), document_of(row["right"])))
        if left != right:
            counts[left, right] += 1
            against[left, right] += row["type"] in conflicts
    ranked = sorted(counts, key=lambda pair: (-counts[pair], pair))[:most]
    return [(*pair, counts[pair], against[pair]) for pair in ranked]
