"""Claims as schema.org: Claim, Quotation where words are quoted, NewsArticle, and where a claim appears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from claimgraph.pack.excerpts import Text
from claimgraph.pack.records import Named, Paper, Stated
from claimgraph.pack.subject import Subject

CONTEXT: Final = "https://schema.org"

Json = dict[str, object]


def described(about: Subject, members: Sequence[Stated], others: Iterable[Stated], texts: Mapping[str, Text]) -> Json:
    """Return the claims, and the cluster that the members are in, as one JSON-LD document."""
    claims = [*members, *others]
    papers = {claim.paper.iri.value: claim.paper for claim in claims}
    graph = [*([_cluster(about, members)] if about.is_cluster else [])]
    for claim in claims:
        graph += _claim(claim, about.iri.value if about.is_cluster and claim in members else None)
    graph += [_article(paper, texts[iri]) for iri, paper in sorted(papers.items())]
    return {"@context": CONTEXT, "@graph": graph}


def _cluster(about: Subject, members: Sequence[Stated]) -> Json:
    first = _first(members)
    more = {"firstAppearance": _place(first)} if first else {}
    return {"@id": about.iri.value, "@type": "Claim", "appearance": [_place(claim) for claim in members], **more}


def _first(members: Sequence[Stated]) -> Stated | None:
    """Return the claim of the earliest day, None where a day is unknown or several claims are of that day."""
    days = {claim.iri.value: (claim.paper.published or "")[:10] for claim in members}
    earliest = [claim for claim in members if days[claim.iri.value] == min(days.values())]
    return earliest[0] if len(earliest) == 1 and days[earliest[0].iri.value] else None


def _place(claim: Stated) -> Json:
    return {"@id": f"{claim.iri.value}/quotation" if claim.is_quoted else claim.paper.iri.value}


def _claim(claim: Stated, cluster: str | None) -> Iterator[Json]:
    speaker = _agent(claim.speaker)
    yield {
        "@id": claim.iri.value,
        "@type": "Claim",
        "text": claim.text,
        "inLanguage": claim.language,
        **({"author": speaker} if speaker else {}),
        "appearance": _place(claim),
        **({"exampleOfWork": {"@id": cluster}} if cluster else {}),
    }
    if claim.is_quoted:
        yield {
            "@id": f"{claim.iri.value}/quotation",
            "@type": "Quotation",
            "text": claim.text,
            "inLanguage": claim.language,
            **({"spokenByCharacter": speaker} if speaker else {}),
            "isPartOf": {"@id": claim.paper.iri.value},
        }


def _article(paper: Paper, text: Text) -> Json:
    known = {
        "headline": paper.headline,
        "inLanguage": paper.language,
        "datePublished": paper.published,
        "url": paper.url,
        "publisher": _agent(paper.publisher),
    }
    digest = {"@type": "PropertyValue", "propertyID": "sha256", "value": text.sha256}
    filled = {name: value for name, value in known.items() if value}
    return {"@id": paper.iri.value, "@type": "NewsArticle", **filled, "identifier": digest}


def _agent(named: Named | None) -> Json:
    if named is None:
        return {}
    kind = "Person" if named.is_person else "Organization"
    same = {"sameAs": named.item} if named.item else {}
    return {"@id": named.iri.value, "@type": kind, "name": named.name, **same}
