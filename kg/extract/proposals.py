"""Names proposed within one sentence by the gazetteer, the statistical model and head words, made consistent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimgraph.extract.acronyms import acronyms
from claimgraph.extract.bodies import bodies, regions
from claimgraph.extract.classes import word_class
from claimgraph.extract.gazetteer import Hit, gazetteer
from claimgraph.extract.name import Name, longest
from claimgraph.extract.tagger import tag
from claimgraph.extract.tokens import Token
from claimgraph.link.known import known
from claimgraph.model import Kind


def propose(tokens: Sequence[Token], lang: str) -> list[Name]:
    """Return the names of one sentence, in text order, without overlap."""
    hits = list(gazetteer(lang).find(tokens))
    tagged = list(tag([token.text for token in tokens], lang, hits))
    known_names = [_named(tokens, hit, lang) for hit in hits]
    sure = [name for name, hit in zip(known_names, hits, strict=True) if not hit.doubtful]
    doubtful = {(name.start, name.end): name for name, hit in zip(known_names, hits, strict=True) if hit.doubtful}
    model = [_spanned(tokens, first, last, kind, "model", lang) for first, last, kind in tagged]
    model = [part for name in model if _is_name(name, tokens) for part in _trim(name, tokens, sure)]
    headed = _headed(tokens, lang, hits, _persons(tagged))
    confirmed = (_known_by(name, doubtful) for name in model)
    return longest([*sure, *headed, *confirmed, *acronyms(tokens, lang)])


def _persons(tagged: Sequence[tuple[int, int, Kind]]) -> frozenset[int]:
    """Return the tokens of persons with given name and surname."""
    full = [(first, last) for first, last, kind in tagged if kind == "PER" and last > first]
    return frozenset(number for first, last in full for number in range(first, last + 1))


def _headed(tokens: Sequence[Token], lang: str, hits: Sequence[Hit], persons: frozenset[int]) -> Iterator[Name]:
    for first, last in bodies(tokens, lang, hits, persons):
        yield _spanned(tokens, first, last, "ORG", "head", lang)
    for first, last in regions(tokens, lang):
        yield _spanned(tokens, first, last, "LOC", "head", lang)


def _spanned(tokens: Sequence[Token], first: int, last: int, kind: Kind, method: str, lang: str) -> Name:
    return Name(tokens[first].start, tokens[last].end, kind, method, lang)


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
    if name.kind == "PER":
        given = {token.end for token in tokens if word_class(token.text, name.lang) == "given"}
        inside = [other for other in inside if other.end not in given]
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
