"""One sentence as the sieve sees it: its quotations, its reporting words and who could be speaking."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from claimgraph.extract.grammar import Grammar
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Mention, Span, Stance

BOUNDARY = re.compile(r"(?<!\d),|,(?!\d)|[;:!?()\[\]]|\s[–—-](?=\s)|…|\.\.\.")
EDGE = " \t\r\n\u00a0\u202f,;:.–—-…"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that can be a speaker: a name, a noun for someone who speaks, a pronoun, or a place that acts."""

    span: Span
    kind: Literal["name", "noun", "pronoun", "place"]
    mention: Mention | None = None
    noun: SpeakerNoun | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in its place."""

    span: Span
    stance: Stance
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or a part of one) with what stands in it; all lists are in text order."""

    text: str
    span: Span
    lang: str
    grammar: Grammar
    quotes: tuple[Span, ...]
    candidates: tuple[Candidate, ...]
    cues: tuple[Cue, ...] = field(default=())

    def words(self, start: int, end: int) -> str:
        """Return the text between two offsets."""
        return self.text[start:end]

    def within(self, span: Span) -> list[Candidate]:
        """Return the candidates inside a span."""
        return [c for c in self.candidates if span.contains(c.span)]

    def quoted(self, at: int) -> Span | None:
        """Return the quotation that covers an offset."""
        return next((q for q in self.quotes if q.start <= at < q.end), None)

    def chunk_start(self, at: int) -> int:
        """Return where the chunk of words that ends at an offset starts: after a comma, a quotation, a `that`."""
        start = self.span.start
        for pattern in (BOUNDARY, self.grammar.complementizer):
            for match in pattern.finditer(self.text, start, at):
                if not self.quoted(match.start()):
                    start = max(start, match.end())
        edges = [s.end for s in (*self.quotes, *(c.span for c in self.cues)) if s.end <= at]
        return max([start, *edges])

    def chunk_end(self, at: int) -> int:
        """Return where the chunk of words that starts at an offset ends."""
        match = BOUNDARY.search(self.text, at, self.span.end)
        end = match.start() if match else self.span.end
        end = min([end, *(q.start for q in self.quotes if q.start >= at)])
        return len(self.text[:end].rstrip(EDGE)) if end > at else at

    def skip(self, at: int, end: int, *patterns: re.Pattern[str]) -> int:
        """Return the offset after any words of the patterns (and blanks, commas) that stand at an offset."""
        moved = True
        while moved:
            at += len(self.text[at:end]) - len(self.text[at:end].lstrip(EDGE))
            match = next((m for p in patterns if (m := p.match(self.text, at, end))), None)
            moved = match is not None and match.end() > at
            at = match.end() if match and moved else at
        return min(at, end)

    def trim(self, span: Span) -> Span:
        """Return a span without adverbials before and auxiliaries after what is left."""
        g = self.grammar
        start = self.skip(span.start, span.end, g.adverbial, g.conjunction)
        end = span.end
        while True:
            end = start + len(self.text[start:end].rstrip(EDGE))
            last = re.search(r"[\w’'-]+$", self.text[start:end])
            if not last or not (g.auxiliary.fullmatch(last[0]) or g.conjunction.fullmatch(last[0])):
                return Span(start, max(start, end))
            end = start + last.start()


def candidates(text: str, span: Span, grammar: Grammar, mentions: Sequence[Mention]) -> tuple[Candidate, ...]:
    """Return who could speak in a paragraph, in text order; a word inside a name is no candidate of its own."""
    first = bisect_left(mentions, span.start, key=lambda m: m.span.start)
    found = list(_named(mentions, first, span))
    names = [c.span for c in found]
    for kind, match in _lexical(text, span, grammar):
        place = Span(match.start(), match.end())
        if not any(place.overlaps(n) for n in names):
            noun = grammar.nouns[int((match.lastgroup or "n0")[1:])] if kind == "noun" else None
            found.append(Candidate(place, kind, noun=noun))
    return tuple(sorted(found, key=lambda c: (c.span, c.kind)))


def _named(mentions: Sequence[Mention], first: int, span: Span) -> Iterator[Candidate]:
    for mention in mentions[first:]:
        if mention.span.start >= span.end:
            break
        yield Candidate(mention.span, "place" if mention.kind == "LOC" else "name", mention)


def _lexical(text: str, span: Span, g: Grammar) -> Iterator[tuple[Literal["noun", "pronoun"], re.Match[str]]]:
    for match in g.noun.finditer(text, span.start, span.end):
        yield "noun", match
    for match in g.pronoun.finditer(text, span.start, span.end):
        yield "pronoun", match


def cues(text: str, span: Span, grammar: Grammar, quotes: Sequence[Span]) -> tuple[Cue, ...]:
    """Return the finite reporting words of a sentence that stand outside its quotations."""
    found = []
    for match in grammar.cue.finditer(text, span.start, span.end):
        if any(q.start <= match.start() < q.end for q in quotes) or _is_noun(text, span, match, grammar):
            continue
        if match[0][0].isupper() and text[span.start : match.start()].rstrip()[-1:].isalnum():
            continue  # a capital inside a sentence: `United States`
        stance: Stance = next((s for s in grammar.stances if s == match.lastgroup), "neutral")
        found.append(Cue(Span(match.start(), match.end()), stance, match[0]))
    return tuple(found)


def _is_noun(text: str, span: Span, match: re.Match[str], grammar: Grammar) -> bool:
    """Tell whether the word before makes a cue form a noun, an infinitive or a passive."""
    before = text[span.start : match.start()].rstrip()
    last = re.search(r"[’']?[\w-]+$", before)
    if last and grammar.negation.fullmatch(last[0]):
        before = before[: last.start()].rstrip()
        last = re.search(r"[’']?[\w-]+$", before)
    if last and re.search(r"[’']s$", before):
        return bool(grammar.noun_before.search("'s"))
    return bool(last and grammar.noun_before.fullmatch(last[0]))
