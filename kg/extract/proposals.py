"""Names proposed within one sentence by the gazetteer, the statistical model and head words, made consistent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claimgraph.extract.acronyms import acronyms
from claimgraph.extract.bodies import bodies, regions
from claimgraph.extract.classes import is_foreign, word_class
from claimgraph.extract.gazetteer import Hit, gazetteer
from claimgraph.extract.name import Name, longest
from claimgraph.extract.runs import runs
from claimgraph.extract.tagger import tag
from claimgraph.extract.tokens import Token
from claimgraph.link.known import known
from claimgraph.model import Kind

_OPENING = frozenset('«„“"')


def propose(tokens: Sequence[Token], lang: str) -> list[Name]:
    """Return the names of one sentence, in text order, without overlap."""
    hits = list(gazetteer(lang).find(tokens))
    tagged = [_unquoted(tokens, *found) for found in tag([token.text for token in tokens], lang, hits)]
    known_names = [_named(tokens, hit, lang) for hit in hits]
    sure = [name for name, hit in zip(known_names, hits, strict=True) if not hit.doubtful]
    doubtful = {(name.start, name.end): name for name, hit in zip(known_names, hits, strict=True) if hit.doubtful}
    model = [_spanned(tokens, first, last, kind, "model", lang) for first, last, kind in tagged if first <= last]
    model = [part for name in model if _is_name(name, tokens) for part in _trim(name, tokens, sure)]
    headed = _headed(tokens, lang, hits, _persons(tagged))
    confirmed = (_known_by(_of_script(name, tokens), doubtful) for name in model)
    names = longest([*sure, *headed, *confirmed, *acronyms(tokens, lang)])
    free = [run for run in runs(tokens, lang) if not any(run.overlaps(name) for name in names)]
    return sorted([*names, *free])


def _unquoted(tokens: Sequence[Token], first: int, last: int, kind: Kind) -> tuple[int, int, Kind]:
    """Return a proposal without marks at its edges, and without what stands before a quotation mark within it."""
    while first <= last and not tokens[first].text[0].isalnum():
        first += 1
    while first <= last and not tokens[last].text[0].isalnum():
        last -= 1
    opened = [number for number in range(first, last + 1) if tokens[number].text in _OPENING]
    return (opened[-1] + 1 if opened else first), last, kind


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


def _of_script(name: Name, tokens: Sequence[Token]) -> Name:
    """Return a name in foreign letters as an organization: persons and places are transliterated."""
    words = [token.text for token in tokens if name.start <= token.start and token.end <= name.end]
    return replace(name, kind="ORG") if all(is_foreign(word, name.lang) for word in words) else name


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
