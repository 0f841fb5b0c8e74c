"""The counted noun after a number: its words, its class, and what it tells of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from claimgraph.extract.lexicon import Hit, Lexicon, any_of, words
from claimgraph.lang import language
from claimgraph.lang.counting import Nouns, Patterns

PERSONS = frozenset({"person", "civilian", "activist", "demonstrator", "soldier", "police", "child", "detainee"})
_SERVING = {"soldier", "police"}
BUILDINGS = frozenset({"building", "shop", "bank"})
VEHICLES = frozenset({"vehicle", "equipment"})
_MODIFIERS = 3
_WORD = re.compile(r"[ \t]+[\"“”„«']?(?=[\w'])")
_APPOSED = re.compile(r"(?<!\w)(?P<word>[\w'-]+),\s+\Z")
_TOKEN = re.compile(r"[\w'][\w'-]*")


def kind_of(concept: str) -> str:
    """Return `person`, `building`, `vehicle`, or the concept itself."""
    groups = (("person", PERSONS), ("building", BUILDINGS), ("vehicle", VEHICLES))
    return next((kind for kind, concepts in groups if concept in concepts), concept)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a number counts; `end` is where its words end in the text."""

    end: int
    concept: str
    known: bool = True
    measure: str | None = None
    """What the noun itself says: `deaths`, `the wounded`."""
    military: bool = False
    part: bool = False
    """The number is taken from a whole: `three of the soldiers`."""
    generic: bool = False
    """It says only that persons are counted."""

    @property
    def kind(self) -> str:
        """One of `person`, `building`, `vehicle`, or the concept."""
        return kind_of(self.concept)


class _Reader:
    """Reads noun phrases of one language."""

    def __init__(self, nouns: Nouns, conjunctions: Patterns) -> None:
        groups = {f"noun:{concept}": patterns for concept, patterns in nouns.concepts.items()}
        groups |= {f"result:{measure}": patterns for measure, patterns in nouns.results.items()}
        self.lexicon = Lexicon({**groups, "unit": nouns.units, "end": nouns.ends})
        self.military = re.compile(words(nouns.military))
        self.generic = re.compile(any_of(nouns.generic))
        self.partitive = re.compile(rf"\s+{any_of(nouns.partitives)}(?!\w)")
        self.adjectival = re.compile(any_of(nouns.adjectival))
        self.head_last = nouns.head_last
        self.joint = re.compile(rf",?\s+{any_of(conjunctions)}\s+|,\s+")

    def next_word(self, folded: str, position: int, end: int) -> int | None:
        gap = _WORD.match(folded, position, end)
        return gap.end() if gap else None

    def head(self, folded: str, position: int, end: int) -> Hit | None:
        """Return the first known noun or unit, over at most a few modifiers."""
        for _ in range(_MODIFIERS + 1):
            start = self.next_word(folded, position, end)
            if start is None:
                return None
            hit = self.lexicon.at(folded, start, end)
            if hit:
                return None if hit.label == "end" else hit
            token = _TOKEN.match(folded, start, end)
            if token is None or token[0][0].isdigit():
                return None
            position = token.end()
        return None

    def unknown(self, folded: str, position: int, end: int) -> int | None:
        """Return the end of the first word when it may be a noun that the lists don't know."""
        start = self.next_word(folded, position, end)
        if start is None or self.lexicon.at(folded, start, end):
            return None
        token = _TOKEN.match(folded, start, end)
        return token.end() if token and token[0][0].isalpha() else None


@cache
def _reader(lang: str) -> _Reader:
    counting = language(lang).counting
    return _Reader(counting.nouns, counting.clause.conjunctions)


def _kind(hit: Hit) -> str:
    group, _, concept = hit.label.partition(":")
    return "person" if group == "result" else kind_of(concept)


def _extend(reader: _Reader, folded: str, noun: Hit, end: int) -> list[Hit]:
    """Return the noun and the known nouns right behind it that belong to it: `police officers`."""
    hits = [noun]
    while (start := reader.next_word(folded, hits[-1].end, end)) is not None:
        last, hit = hits[-1], reader.lexicon.at(folded, start, end)
        if hit is None or not hit.label.startswith(("noun:", "result:")):
            break
        adjective = reader.adjectival.fullmatch(folded, last.start, last.end)
        if not (reader.head_last or adjective or _kind(hit) == _kind(last)):
            break
        if adjective and last.label.startswith("noun:"):
            hits.pop()
        hits.append(hit)
    return hits


def _concept(hits: list[Hit], head_last: bool) -> str:
    """Return the class of neighbouring nouns: the head's, made narrower where its neighbour is of its kind."""
    concepts = [hit.label.removeprefix("noun:") for hit in hits if hit.label.startswith("noun:")]
    if not concepts:
        return "person"
    head, *others = reversed(concepts) if head_last else concepts
    if head == "person":
        return next((other for other in others if other in PERSONS), head)
    return head


def _common(noun: Noun, other: Noun) -> str:
    """Return the concept of two nouns of one kind: `soldiers and police` serve alike."""
    if noun.concept == other.concept or {noun.concept, other.concept} == _SERVING:
        return noun.concept
    return noun.kind


def _coordinated(reader: _Reader, folded: str, noun: Noun, end: int) -> Noun:
    """Extend over further nouns of the same kind: `shops, schools and banks`; a mere comma is no end of a list."""
    whole = noun
    while gap := reader.joint.match(folded, noun.end, end):
        hit = reader.lexicon.at(folded, gap.end(), end)
        if hit is None or not hit.label.startswith("noun:"):
            break
        other = Noun(hit.end, hit.label.removeprefix("noun:"))
        if other.kind != noun.kind or noun.kind == "other":
            break
        concept = _common(noun, other)
        noun = replace(noun, end=hit.end, concept=concept)
        whole = whole if gap[0].strip() == "," else noun
    return whole


def read_noun(folded: str, position: int, end: int, lang: str) -> Noun | None:
    """Return the noun that is counted by a number ending at `position`.

    The concept is `unit` when the number is a measurement; None when no noun follows.
    """
    reader = _reader(lang)
    partitive = reader.partitive.match(folded, position, end)
    begin = partitive.end() if partitive else position
    head = reader.head(folded, begin, end)
    if head is None:
        stop = reader.unknown(folded, begin, end)
        return Noun(stop, "person", known=False, part=partitive is not None) if stop else None
    if head.label == "unit":
        return Noun(head.end, "unit")
    hits = _extend(reader, folded, head, end)
    start = reader.next_word(folded, hits[-1].end, end)
    behind = reader.military.match(folded, start, end) if start is not None else None
    stop = behind.end() if behind else hits[-1].end
    measure = next((hit.label.removeprefix("result:") for hit in hits if hit.label.startswith("result:")), None)
    military = reader.military.search(folded, begin, stop) is not None
    generic = reader.generic.fullmatch(folded, hits[-1].start, hits[-1].end) is not None
    noun = Noun(stop, _concept(hits, reader.head_last), True, measure, military, partitive is not None, generic)
    return _coordinated(reader, folded, noun, end)


def apposed_noun(folded: str, start: int, position: int, lang: str) -> Noun | None:
    """Return the noun before a comma at the opening of a sentence: `Marines, 150 of them`; its `end` is that comma."""
    last = _APPOSED.search(folded, start, position)
    hit = _reader(lang).lexicon.at(folded, last.start("word"), last.end("word")) if last else None
    if last is None or hit is None or not hit.label.startswith("noun:") or hit.end != last.end("word"):
        return None
    return Noun(hit.end, hit.label.removeprefix("noun:"))
