"""The JSON of `claimgraph annotate`: a stable shape that other programs read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claimgraph.model import Annotation, Assertion, Claim, Party, Span

Json = dict[str, Any]


def contract(annotation: Annotation) -> Json:
    """Return an annotation as a JSON object; offsets are code points of the text, end exclusive.

    `quantities` and `dates` of claims and assertions, and `claim` of assertions, are indices into the lists of the
    document.
    """
    text = annotation.document.text
    return {
        "id": annotation.document.name,
        "lang": annotation.lang,
        "sha256": annotation.sha256,
        "metadata": _metadata(annotation),
        "segments": [
            {"start": s.span.start, "end": s.span.end, "lang": s.lang, "role": s.role} for s in annotation.segments
        ],
        "mentions": [
            {
                **_words(m.span, text), "type": m.kind, "entity": m.entity, "qid": m.qid, "form": m.form,
                **({"antecedent": _words(m.antecedent, text)} if m.antecedent else {}),
            }
            for m in annotation.mentions
        ],
        "claims": [_claim(c, text) for c in annotation.claims],
        "assertions": [_assertion(a, text) for a in annotation.assertions],
        "quantities": [
            {
                **_words(q.span, text), "measure": q.measure, "value": q.value, "comparator": q.comparator,
                "lower": q.lower, "upper": q.upper, "counted": q.counted,
            }
            for q in annotation.quantities
        ],
        "dates": [
            {**_words(d.span, text), "value": d.date.value, "precision": d.date.precision} for d in annotation.dates
        ],
        **_consulted(annotation),
    }  # fmt: skip


def _consulted(annotation: Annotation) -> Json:
    asked = [{"name": c.extractor, "answer": c.answer, "dropped": c.dropped} for c in annotation.consulted]
    return {"extractors": asked} if asked else {}


def _claim(claim: Claim, text: str) -> Json:
    return {
        **_words(claim.span, text),
        "spans": [[s.start, s.end] for s in claim.spans],
        "lang": claim.lang,
        "form": claim.form,
        "speaker": _party(claim.speaker, text),
        "cue": _words(claim.cue, text) if claim.cue else None,
        "addressee": _party(claim.addressee, text),
        "via": _parties(claim.via, text),
        "stance": claim.stance,
        "fidelity": claim.fidelity,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "tense": list(claim.tense),
        "event": claim.event,
        "proposition": claim.proposition,
        "quantities": list(claim.quantities),
        "dates": list(claim.dates),
        "sieve": claim.sieve,
        "confidence": claim.confidence,
    }


def _assertion(assertion: Assertion, text: str) -> Json:
    return {
        **_words(assertion.span, text),
        "claim": assertion.claim,
        "events": list(assertion.events),
        "told": assertion.told or None,
        "polarity": assertion.polarity,
        "roles": [{"role": f.role, **_words(f.span, text), "entity": f.entity} for f in assertion.fillers],
        "quantities": list(assertion.quantities),
        "dates": list(assertion.dates),
    }


def _metadata(annotation: Annotation) -> Json:
    meta = annotation.metadata
    return {
        "published": meta.published.value if meta.published else None,
        "publisher": meta.publisher,
        "agency": meta.agency,
        "url": meta.url,
        "title": _words(meta.title, annotation.document.text) if meta.title else None,
    }


def _words(span: Span, text: str) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _party(party: Party | None, text: str) -> Json | None:
    return {**_words(party.span, text), "entity": party.entity, "qid": party.qid} if party else None


def _parties(parties: Sequence[Party], text: str) -> list[Json | None]:
    return [_party(p, text) for p in parties]
