"""What the network is made from, read out of a release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from msgspec.structs import replace as replaced

from claimgraph.network.model import Actor, Evidence, Publication
from claimgraph.network.rows import languages, place, rows
from claimgraph.ontology.terms import NAMESPACE
from claimgraph.store import View

_LENGTHS = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True)
class Told:
    """A happening that a claim states: its type, and the IRIs of who plays which role.

    `evidence` is None and `polarity` empty where they are those of the claim.
    """

    event: str
    roles: Mapping[str, tuple[str, ...]]
    polarity: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as the network sees it; all parties are IRIs, `publisher` and `via` those of actors."""

    evidence: Evidence
    speaker: str = ""
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    publisher: str = ""
    via: tuple[str, ...] = ()
    taken: frozenset[tuple[str, str]] = frozenset()
    """Pairs of sources of its document, nearer and farther: the one took over from the other."""
    polarity: str = "pos"
    stance: str = "neutral"
    told: tuple[Told, ...] = ()

    @property
    def claim(self) -> str:
        """IRI of the claim."""
        return self.evidence.claim


@dataclass(frozen=True, slots=True)
class Tie:
    """An edge that the graph states as such, with the words that say so: a membership, an office."""

    type: str
    source: str
    target: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Material:
    """All that a release holds for the network."""

    actors: Mapping[str, Actor]
    publications: Mapping[str, Publication]
    statements: tuple[Statement, ...]
    ties: tuple[Tie, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    """Parts and the countries that they belong to."""


def read(view: View) -> Material:
    """Return what a release holds for the network."""
    same = {row[0]: row[1] for row in rows(view, "same")}
    actors = read_actors(view, same)
    publications, main = read_documents(view)
    statements, ties = read_statements(view, publications, same), read_ties(view, main)
    places = tuple(sorted((row[0], row[1]) for row in rows(view, "places")))
    return Material(actors, publications, statements, ties, places)


def read_actors(view: View, same: Mapping[str, str]) -> dict[str, Actor]:
    """Return everything that can be a node; a source that is an entity is that entity."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for iri, name, lang in languages(view, "names"):
        names[iri][lang] = min(name, names[iri].get(lang, name))
    found: dict[str, Actor] = {}
    for iri, label, kind in sorted(rows(view, "actors")):
        if iri not in same:
            own = dict(sorted(names.get(iri, {}).items()))
            found.setdefault(iri, Actor(iri, label, kind.removeprefix(NAMESPACE), own))
    return found


def read_documents(view: View) -> tuple[dict[str, Publication], dict[str, str]]:
    """Return the documents, and the main language of each."""
    found, main = {}, {}
    for iri, title, lang, moment, precision, publisher, name in sorted(rows(view, "documents")):
        found[iri] = Publication(iri, title, name, publisher, moment[: _LENGTHS.get(precision, 10)])
        main[iri] = lang
    return found, main


def read_statements(
    view: View, publications: Mapping[str, Publication], same: Mapping[str, str]
) -> tuple[Statement, ...]:
    """Return the claims, sorted by IRI."""
    parties: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim, role, other in rows(view, "parties"):
        parties[claim, role].add(same.get(other, other))
    spans: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for claim, span in rows(view, "spans"):
        spans[claim].add(place(span)[1:])
    taken: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for document, nearer, farther in rows(view, "relays"):
        taken[document].add((same.get(nearer, nearer), same.get(farther, farther)))
    told = read_happenings(view)
    found = []
    for claim, document, words, lang, speaker, event, polarity, stance in sorted(rows(view, "claims")):
        publisher = publications[document].source_iri if document in publications else ""
        kind = event.removeprefix(f"{NAMESPACE}event")
        evidence = Evidence(claim, document, words, tuple(sorted(spans[claim])), lang, claim, speaker, kind)
        others = (tuple(sorted(parties[claim, role])) for role in ("names", "addresses", "via"))
        names, addresses, via = others
        found.append(
            Statement(
                evidence, speaker, names, addresses, same.get(publisher, publisher), via, frozenset(taken[document]),
                polarity.removeprefix(f"{NAMESPACE}polarity").lower(),
                stance.removeprefix(f"{NAMESPACE}stance").lower(), _completed(evidence, told.get(claim, ())),
            )
        )  # fmt: skip
    return tuple(found)


def _completed(claim: Evidence, told: tuple[Told, ...]) -> tuple[Told, ...]:
    """Return what a claim says happened, with the claim behind the words of each."""
    return tuple(
        replace(t, evidence=replaced(t.evidence, lang=claim.lang, claim=claim.iri, speaker=claim.speaker))
        if t.evidence
        else t
        for t in told
    )


def read_happenings(view: View) -> dict[str, tuple[Told, ...]]:
    """Return what each claim says happened, with the roles; what it asserts goes before its key."""
    roles: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim, stated, event, role, filler, *rest in rows(view, "roles"):
        key = claim, stated, event.removeprefix(f"{NAMESPACE}event"), *rest
        roles[key][role.removeprefix(NAMESPACE)].add(filler)
    found: dict[str, tuple[Told, ...]] = defaultdict(tuple)
    for key in sorted(roles, key=lambda key: (not key[-1], key)):
        claim, stated, event, polarity, span, words = key
        if span or all(told.event != event for told in found[claim]):
            fillers = {role: tuple(sorted(iris)) for role, iris in sorted(roles[key].items())}
            evidence = _words(stated, span, words, event) if span else None
            found[claim] += (Told(event, fillers, polarity.removeprefix(f"{NAMESPACE}polarity").lower(), evidence),)
    return dict(found)


def _words(iri: str, span: str, words: str, event: str) -> Evidence:
    document, start, end = place(span)
    return Evidence(iri, document, words, ((start, end),), event=event)


def read_ties(view: View, main: Mapping[str, str]) -> tuple[Tie, ...]:
    """Return memberships and offices, sorted."""
    found = []
    for kind, source, target, span in sorted(rows(view, "memberships")):
        document, start, end = place(span)
        words = next((row[1] for row in rows(view, "quote", span=span)), "")
        evidence = Evidence(span, document, words, ((start, end),), main.get(document, ""))
        found.append(Tie(kind, source, target, evidence))
    return tuple(found)
