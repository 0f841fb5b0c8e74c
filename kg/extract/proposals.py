"""Names proposed within one sentence by the gazetteer, the statistical model and head words, made consistent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimgraph.extract.bodies import bodies
from claimgraph.extract.classes import word_class
from claimgraph.extract.gazetteer import Hit, gazetteer
from claimgraph.extract.name import Name, longest
from claimgraph.extract.tagger import tag
from claimgraph.extract.tokens import Token
from claimgraph.link.known import known


def propose(tokens: Sequence[Token], lang: str) -> list[Name]:
    """Return the names of one sentence, in text order, without overlap."""
    hits = list(gazetteer(lang).find(tokens))
    sure = [_named(tokens, hit, lang) for hit in hits if not hit.doubtful]
    doubtful = {(name.start, name.end): name for name in (_named(tokens, hit, lang) for hit in hits if hit.doubtful)}
    tagged = [
        Name(tokens[first].start, tokens[last].end, kind, "model", lang)
        for first, last, kind in tag([token.text for token in tokens], lang, hits)
    ]
    organizations = [
        Name(tokens[first].start, tokens[last].end, "ORG", "head", lang) for first, last in bodies(tokens, lang, hits)
    ]
    tagged = [name for name in tagged if _is_name(name, tokens)]
    trimmed = [part for name in tagged for part in _trim(name, tokens, sure)]
    return longest([*sure, *organizations, *(_known_by(name, doubtful) for name in trimmed)])


def _is_name(name: Name, tokens: Sequence[Token]) -> bool:
    """Tell whether a proposal has a word that is neither a people nor another word that names nothing."""
    words = [token.text for token in tokens if name.start <= token.start and token.end <= name.end]
    return any(word[0].isalpha() and word_class(word, name.lang) not in ("people", "other") for word in words)


def _named(tokens: Sequence[Token], hit: Hit, lang: str) -> Name:
    kind = known()[hit.keys[0]].kind
    return Name(tokens[hit.first].start, tokens[hit.last].end, kind, "gazetteer", lang, hit.keys)


def _known_by(name: Name, doubtful: dict[tuple[int, int], Name]) -> Name:
    """Return a name of the model with the entities of a doubtful known name that it confirms."""
    known_name = doubtful.get((name.start, name.end))
    if known_name is None or known_name.kind != name.kind:
        return name
    return replace(name, keys=known_name.keys)


def _trim(name: Name, tokens: Sequence[Token], sure: Sequence[Name]) -> Iterator[Name]:
    """Cut known places and organizations off the edges of a person; break up a place made of several known ones."""
    inside = [other for other in sure if name.start <= other.start and other.end <= name.end]
    if name.kind == "LOC" and len(inside) > 1:
        return
    if name.kind != "PER":
        yield name
        return
    start, end = name.start, name.end
    for other in inside:
        if other.kind != "PER" and other.start == start:
            start = min((token.start for token in tokens if token.start >= other.end), default=end)
    for other in reversed(inside):
        if other.kind != "PER" and other.end == end:
            end = max((token.end for token in tokens if token.end <= other.start), default=start)
    if start < end:
        yield replace(name, start=start, end=end)
