"""Entities of a graph that have no item of Wikidata, with the names that live Wikidata may be asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, cast

from pyoxigraph import QuerySolutions

from claimgraph.link.spelling import is_full, without_patronymic
from claimgraph.model import Kind
from claimgraph.store import View

Name = tuple[str, str]
"""The words of a name and their language."""
SPELLINGS: Final = 2
"""Names of a language that are asked for: the preferred one and the shortest other, which is rarely a case form."""
_PREFIXES = """
PREFIX cg: <https://w3id.org/claimgraph/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_NAMED = """SELECT ?entity ?label ?kind ?language (COUNT(DISTINCT ?mention) AS ?mentions) WHERE {
  VALUES (?class ?kind) { (cg:Person "PER") (cg:Organization "ORG") (cg:Place "LOC") (cg:Event "EVT") }
  ?entity a ?class ; rdfs:label ?label .
  FILTER NOT EXISTS { ?entity skos:exactMatch ?item }
  FILTER NOT EXISTS { ?link rdf:subject ?entity ; cg:linkStatus cg:linkNil ; cg:sieve "decision" }
  ?mention cg:denotes ?entity ; cg:mentionForm cg:mentionName ; schema:inLanguage ?language .
} GROUP BY ?entity ?label ?kind ?language"""
_NAMES = """SELECT ?entity ?name ?rank WHERE {
  VALUES (?property ?rank) { (skos:prefLabel 0) (skos:altLabel 1) }
  ?entity ?property ?name
}"""


@dataclass(slots=True)
class Sought:
    """An entity without an item; `mentions` are those by name, `names` all of the languages of the texts."""

    iri: str
    label: str
    kind: Kind
    mentions: int = 0
    languages: set[str] = field(default_factory=set)
    ranked: set[tuple[str, int, int, str]] = field(default_factory=set)
    """Language, whether it is not the preferred one, length and words of each name."""

    @property
    def names(self) -> tuple[Name, ...]:
        """All names, by language, the preferred one first."""
        return tuple((words, lang) for lang, _, _, words in sorted(self.ranked))

    @property
    def asked(self) -> tuple[Name, ...]:
        """The names that say whom they mean: of a person those in full, and of each language a few."""
        telling = [(words, lang) for words, lang in self.names if self.kind != "PER" or is_full(spoken(words, lang))]
        languages = dict.fromkeys(lang for _, lang in telling)
        return tuple(name for lang in languages for name in [one for one in telling if one[1] == lang][:SPELLINGS])


def spoken(words: str, lang: str) -> str:
    """Return a person's name as Wikidata labels people, without the father's name."""
    return without_patronymic(words, lang)


def unlinked(view: View, most: int) -> list[Sought]:
    """Return the entities that Wikidata may be asked for, the most mentioned first; without descriptions and surnames.

    Left out is also what a person has decided to have no item.
    """
    found: dict[str, Sought] = {}
    for row in _rows(view, _NAMED):
        iri, label, kind = (_text(row[name]) for name in ("entity", "label", "kind"))
        one = found.setdefault(iri, Sought(iri, label, cast(Kind, kind)))
        one.mentions += int(_text(row["mentions"]))
        one.languages.add(_text(row["language"]))
    for row in _rows(view, _NAMES):
        named = found.get(_text(row["entity"]))
        if named is not None and (lang := row["name"].language) in named.languages:
            words = _text(row["name"])
            named.ranked.add((lang, int(_text(row["rank"])), len(words), words))
    telling = (one for one in found.values() if one.asked)
    return sorted(telling, key=lambda one: (-one.mentions, one.label, one.iri))[:most]


def _rows(view: View, query: str) -> Iterator[Any]:
    rows = view.query(_PREFIXES + query)
    assert isinstance(rows, QuerySolutions)
    return iter(rows)


def _text(term: Any) -> str:
    return str(term.value)
