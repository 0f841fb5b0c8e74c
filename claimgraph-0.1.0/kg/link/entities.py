"""Entities of a run as records: from shipped data, from the spellings in documents, from descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claimgraph.entity import Entity, Link
from claimgraph.link.clusters import Cluster
from claimgraph.link.index import Match
from claimgraph.link.known import known, version
from claimgraph.link.local import DESCRIBED, LocalEntity, Spelling
from claimgraph.link.minting import mint, slug
from claimgraph.link.ranking import shipped


def recorded(match: Match) -> Entity:
    """Return a shipped record as an entity."""
    record = known()[match.key]
    return Entity(
        key=record.key,
        kind=record.kind,
        label=record.label,
        names=record.names,
        qid=record.qid,
        links=_shipped(match) if record.qid else (),
        coordinates=record.place,
        country=record.country,
    )


def _shipped(match: Match) -> tuple[Link, ...]:
    qid = known()[match.key].qid
    return (Link(qid, "auto", shipped(match.how), "shipped", version(), match.reason),)


def minted(cluster: Cluster) -> Entity:
    """Return an entity that only the documents name."""
    country = cluster.country if cluster.apart else None
    return Entity(cluster.key, cluster.kind, cluster.name, spelled(cluster.spellings), country=country)


def alone(members: Sequence[tuple[str, LocalEntity]]) -> Entity:
    """Return a person whom documents name by one word only; the first of the documents tells namesakes apart."""
    spellings = [spelling for _, local in members for spelling in local.spellings]
    name = min((spelling.words for spelling in spellings), key=lambda words: (len(words), words))
    document, local = min(members, key=lambda item: item[0])
    return Entity(mint(local.kind, name, document), local.kind, name, spelled(spellings))


def described(document: str, local: LocalEntity, places: Mapping[str, Entity]) -> Entity:
    """Return an entity without name: one per country where the description has one, else one per document.

    Its local id is `desc:<head>` or `desc:<head>@<local id of a place>`; `places` are the document's entities.
    """
    head, _, place_id = local.id.removeprefix(DESCRIBED).partition("@")
    words = head.replace("-", " ")
    place = places.get(place_id)
    if place is None:
        return Entity(mint(local.kind, head, f"{document}\n{place_id}"), local.kind, words)
    return Entity(f"{slug(head)}-{place.key}", local.kind, f"{words} ({place.label})", country=place.key)


def spelled(spellings: Iterable[Spelling]) -> dict[str, tuple[str, ...]]:
    """Return the spellings of each language, the most frequent first."""
    counts: dict[str, dict[str, int]] = {}
    for spelling in spellings:
        words = counts.setdefault(spelling.lang, {})
        words[spelling.words] = words.get(spelling.words, 0) + spelling.count
    return {
        lang: tuple(sorted(counts[lang], key=lambda words: (-counts[lang][words], words))) for lang in sorted(counts)
    }


def with_spellings(entity: Entity, spellings: Iterable[Spelling]) -> Entity:
    """Return an entity with the spellings of the documents behind its own names."""
    seen = spelled(spellings)
    names = {
        lang: tuple(dict.fromkeys((*entity.names.get(lang, ()), *seen.get(lang, ()))))
        for lang in sorted({*entity.names, *seen})
    }
    return replace(entity, names=names)
