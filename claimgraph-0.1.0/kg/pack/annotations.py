"""Web Annotations (W3C Recommendation of 2017-02-23): each piece of text that a claim rests on, with both selectors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import NamedNode

from claimgraph.pack.records import Part, Stated

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

Json = dict[str, object]


def collection(about: NamedNode, claims: Iterable[Stated]) -> Json:
    """Return an annotation collection; offsets are code points of the stored text, end exclusive."""
    items = [annotation(claim, role) for claim in claims for role in dict.fromkeys(part.role for part in claim.parts)]
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": f"{about.value}/annotations",
        "type": "AnnotationCollection",
        "label": "Words of claims: offsets are Unicode code points of the stored text, end exclusive",
        "total": len(items),
        "first": {"id": f"{about.value}/annotations/1", **page},
    }


def annotation(claim: Stated, role: str) -> Json:
    """Return the annotation that shows which words have a role in a claim."""
    return {
        "id": f"{claim.iri.value}/annotation/{role.replace(' ', '-')}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": [
            {"type": "SpecificResource", "source": claim.iri.value, "purpose": "identifying"},
            {"type": "TextualBody", "value": role, "purpose": "tagging", "format": "text/plain", "language": "en"},
        ],
        "target": [_target(part) for part in claim.parts if part.role == role],
    }


def _target(part: Part) -> Json:
    span = part.span
    quote = {"exact": span.exact, "prefix": span.prefix, "suffix": span.suffix}
    return {
        "id": span.iri.value,
        "type": "SpecificResource",
        "source": span.document.value,
        "selector": [
            {"id": f"{span.iri.value}/position", "type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"id": f"{span.iri.value}/quote", "type": "TextQuoteSelector", **quote},
        ],
    }
