"""Clusters, relations and coverage as JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from claimgraph.server.comparison_data import Cluster, Comparison, Document, Relation, Told


def claim(told: Told, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return a claim with its source, the manner of its report and the place of its words."""
    document = told.document
    known = {
        "claim": told.iri, "words": told.words, "language": told.lang, "event": told.event,
        "speaker": told.speaker, "speakerName": labels.get(told.speaker, ""), "cue": told.cue, "stance": told.stance,
        "fidelity": told.fidelity, "form": told.form, "source": document.source, "sourceName": document.source_name,
        "published": document.published, "document": document.iri, "title": document.title,
    }  # fmt: skip
    return {name: value for name, value in known.items() if value} | {"spans": [list(span) for span in told.spans]}


def relation(found: Relation, labels: Mapping[str, str]) -> dict[str, Any]:
    """Return a relation with both claims, the words compared and the reason."""
    return {
        "relation": found.iri,
        "type": found.type,
        "conflict": found.is_conflict,
        "reason": found.reason,
        "rule": found.rule,
        "confidence": float(found.confidence) if found.confidence else None,
        "evidence": [{"document": document, "start": start, "end": end} for document, start, end in found.spans],
        "left": claim(found.left, labels),
        "right": claim(found.right, labels),
    }


def summary(cluster: Cluster) -> dict[str, Any]:
    """Return a cluster without its claims: how widely and how independently it is reported, how contested it is."""
    members = cluster.members
    dates = sorted(told.document.published for told in members if told.document.published)
    events = Counter(told.event for told in members if told.event)
    return {
        "cluster": cluster.iri,
        "sample": members[0].words,
        "event": min(events, key=lambda event: (-events[event], event), default=None),
        "claims": len(members),
        "documents": len({told.document.iri for told in members}),
        "sources": sorted({told.document.source_name for told in members}),
        "languages": sorted({told.lang for told in members}),
        "independentRoots": cluster.roots,
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "relations": dict(sorted(Counter(found.type for found in cluster.relations).items())),
        "conflicts": sum(found.is_conflict for found in cluster.relations),
    }


def whole(cluster: Cluster, labels: Mapping[str, str], most: int) -> dict[str, Any]:
    """Return a cluster with its claims and at most so many of its relations."""
    return summary(cluster) | {
        "members": [claim(told, labels) for told in cluster.members],
        "related": [relation(found, labels) for found in cluster.relations[:most]],
        "relatedCut": len(cluster.relations) > most,
    }


def coverage(comparison: Comparison, chosen: Sequence[Cluster]) -> dict[str, Any]:
    """Return which source reports which of some clusters, and which is silent.

    Silent is a source with documents on the same event that may have been published on the day of the cluster's
    first document or later, but without a claim of the cluster. Documents are on the same event when claims of theirs
    are of one cluster.
    """
    holders: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in comparison.clusters:
        for document in {told.document.iri for told in cluster.members}:
            holders[document].append(cluster)
    rows = [_row(cluster, holders) for cluster in chosen]
    sources = {source: name for row in rows for source, name in row["names"].items()}
    return {
        "sources": [{"source": iri, "name": sources[iri]} for iri in sorted(sources, key=lambda i: (sources[i], i))],
        "clusters": [{name: value for name, value in row.items() if name != "names"} for row in rows],
    }


def _row(cluster: Cluster, holders: Mapping[str, Sequence[Cluster]]) -> dict[str, Any]:
    own = {told.document.iri: told.document for told in cluster.members}
    first = min((document.first_day for document in own.values() if document.first_day), default="")
    near: dict[str, Document] = {}
    for shared in {other.iri: other for iri in own for other in holders[iri]}.values():
        near |= {told.document.iri: told.document for told in shared.members}
    reported = Counter(told.document.source for told in cluster.members)
    silent: dict[str, list[str]] = defaultdict(list)
    for document in sorted(near.values(), key=lambda document: document.iri):
        if document.source not in reported and not (document.first_day and document.first_day < first):
            silent[document.source].append(document.iri)
    cells: dict[str, Any] = {source: {"state": "reports", "claims": count} for source, count in reported.items()}
    cells |= {source: {"state": "silent", "documents": documents} for source, documents in silent.items()}
    names = {document.source: document.source_name for document in near.values() if document.source in cells}
    return summary(cluster) | {"cells": dict(sorted(cells.items())), "names": names}
