"""What the vocabulary calls its terms in the language of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import pyoxigraph as ox

from claimgraph.ontology.terms import NAMESPACE
from claimgraph.server.links import short

LABELS = ("rdfs:label", "skos:prefLabel")
CODE = "skos:notation"


@lru_cache(maxsize=16)
def term_labels(code: str) -> Mapping[str, str]:
    """Return names of terms in a language by their English name, their code, and, of classes, their name in IRIs.

    >>> labels = term_labels("nb")
    >>> labels["same bounds"], labels["sameBound"], labels["Person"]
    ('samme grenser', 'samme grenser', 'person')
    """
    names: dict[str, dict[str, str]] = defaultdict(dict)
    codes: dict[str, str] = {}
    for term, kind, value in terms():
        if kind in LABELS and value.language:
            names[term][value.language] = value.value
        elif kind == CODE:
            codes[term] = value.value
    found: dict[str, str] = {}
    for term, named in sorted(names.items()):
        if code in named:
            local = term.removeprefix(NAMESPACE)
            keys = {named.get("en", ""), codes.get(term, ""), local if local[:1].isupper() else ""} - {""}
            found.update((key, named[code]) for key in keys if key not in found)
    return found


def terms() -> list[tuple[str, str, ox.Literal]]:
    """Return the texts of the vocabulary: term, property in its short form, value."""
    text = files("claimgraph.ontology").joinpath("claimgraph.ttl").read_bytes()
    found = ox.parse(text, ox.RdfFormat.TURTLE)
    return [
        (quad.subject.value, short(quad.predicate.value), quad.object)
        for quad in found
        if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)
    ]
