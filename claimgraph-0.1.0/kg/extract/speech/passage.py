"""A paragraph as tagged words, and one sentence of it as the sieve sees it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import Literal

from claimgraph.extract.speech.articles import settle_articles
from claimgraph.extract.speech.grammar import Grammar, Tag
from claimgraph.extract.speech.patterns import ANY, GAP, WORD, Phrase, folded, spells
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Mention, Span

TOKEN = re.compile(rf"\d+(?:[.,:]\d+)*(?![^\W\d_])|{WORD.pattern}|\S")
TITLE = 4  # words of a name in quotation marks
FAR = 60  # words of the longest chunk that is looked at
INNER = Tag.AUXILIARY | Tag.ADVERBIAL  # tags that every word of a phrase has, not only the first


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that can be a speaker: a name, a noun for someone who speaks, a pronoun, or a place that acts."""

    span: Span
    kind: Literal["name", "noun", "pronoun", "place"]
    first: int
    last: int
    mention: Mention | None = None
    noun: SpeakerNoun | None = None
    tags: int = 0
    """Of a pronoun: the tags that show its gender and number."""

    @property
    def is_person(self) -> bool:
        """Tell whether this is the name of a person."""
        return self.mention is not None and self.mention.kind == "PER"


@dataclass(slots=True)
class Reading:
    """The words of a paragraph, as parallel lists in text order."""

    text: str
    grammar: Grammar
    starts: list[int]
    ends: list[int]
    tags: list[int]
    phrases: dict[int, list[tuple[int, int]]]
    """Word number -> tags of a phrase that it opens and the number of the word after it."""
    quotes: tuple[Span, ...]
    quoted: list[bool]
    named: list[bool]
    """Whether a word belongs to a name."""
    actors: dict[int, Candidate]
    """Candidates by the number of their first word."""

    def at(self, offset: int) -> int:
        """Return the number of the first word that ends after an offset."""
        return bisect_right(self.ends, offset)

    def before(self, offset: int) -> int:
        """Return the number of words that start before an offset."""
        return bisect_left(self.starts, offset)

    def tags_in(self, span: Span) -> list[int]:
        """Return the tags of the words inside a span."""
        return self.tags[self.at(span.start) : self.before(span.end)]

    def passage(self, span: Span, *, bare: bool = False) -> Passage:
        """Return some words as a passage; a bare one takes no notice of quotation marks."""
        return Passage(self, self.at(span.start), self.before(span.end), bare)


def read(text: str, span: Span, grammar: Grammar, quotes: Sequence[Span], mentions: Sequence[Mention]) -> Reading:
    """Return the words of a paragraph with their tags, quotations and candidates."""
    starts: list[int] = []
    ends: list[int] = []
    tags: list[int] = []
    openings: list[tuple[int, Mapping[str, Sequence[Phrase]]]] = []
    entry = grammar.lexicon.entry
    for match in TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        tag, phrases = entry(match[0])
        if phrases:
            openings.append((len(starts), phrases))
        if tag & Tag.DASH and not text[end : end + 1].isspace():
            tag &= ~Tag.DASH
        starts.append(start)
        ends.append(end)
        tags.append(tag)
    reading = Reading(text, grammar, starts, ends, tags, {}, (), [False] * len(starts), [False] * len(starts), {})
    _find_phrases(reading, openings)
    settle_articles(tags, grammar)
    reading.actors.update((c.first, c) for c in _candidates(reading, span, mentions))
    reading.quotes = tuple(q for q in quotes if not _is_title(reading, q))
    for quote in reading.quotes:
        for number in range(reading.at(quote.start), reading.before(quote.end)):
            reading.quoted[number] = True
    return reading


def _is_title(r: Reading, quote: Span) -> bool:
    """Tell whether a quotation only marks a name: it is a mention, or a noun for a body or text stands before it."""
    first, end = r.at(quote.start), r.before(quote.end)
    inside = range(first + 1, end - 1)
    if not 0 < len(inside) <= TITLE or not r.tags[inside[0]] & (Tag.CAPITAL | Tag.NUMBER):
        return False
    actor = r.actors.get(first) or r.actors.get(first + 1)
    if actor and actor.mention and actor.last >= end - 2:
        return True
    before = r.tags[first - 1] if first else 0
    noun = r.grammar.noun(before)
    return bool(before & Tag.PREPOSITION) or (noun is not None and noun.kind in ("ORG", "TEXT"))


def _find_phrases(r: Reading, openings: Sequence[tuple[int, Mapping[str, Sequence[Phrase]]]]) -> None:
    for first, phrases in openings:
        second = folded(r.text[r.starts[first + 1] : r.ends[first + 1]]) if first + 1 < len(r.starts) else ANY
        for phrase in (*phrases.get(second, ()), *phrases.get(ANY, ())):
            last = _last_word(r, first, phrase)
            if last is None:
                continue
            if phrase.gap and last > first + 1:
                r.tags[last] |= Tag.ADVERBIAL
                last = first
            r.phrases.setdefault(first, []).append((phrase.tags, last + 1))
            r.tags[first] |= phrase.tags
            if phrase.tags & INNER:
                for number in range(first, last + 1):
                    r.tags[number] |= phrase.tags & INNER


def _last_word(r: Reading, first: int, phrase: Phrase) -> int | None:
    """Return the number of the last word of a phrase, None where the words differ."""
    for skipped in range(GAP if phrase.gap else 1):
        start = first + 1 + skipped
        places = range(start, start + len(phrase.rest))
        if places[-1] >= len(r.starts):
            return None
        if all(spells(p, folded(r.text[r.starts[n] : r.ends[n]])) for n, p in zip(places, phrase.rest, strict=True)):
            return places[-1]
        if r.tags[start] & Tag.BOUNDARY:
            return None
    return None


def _candidates(r: Reading, span: Span, mentions: Sequence[Mention]) -> Iterator[Candidate]:
    """Return who could speak in a paragraph; a word inside a name is no candidate of its own."""
    taken: set[int] = set()
    for mention in mentions[bisect_left(mentions, span.start, key=lambda m: m.span.start) :]:
        if mention.span.start >= span.end:
            break
        first, last = r.at(mention.span.start), r.before(mention.span.end) - 1
        if first > last or taken.intersection(range(first, last + 1)):
            continue
        taken.update(range(first, last + 1))
        r.named[first : last + 1] = [True] * (last + 1 - first)
        yield Candidate(mention.span, "place" if mention.kind == "LOC" else "name", first, last, mention)
    lexical = (n for n, tag in enumerate(r.tags) if tag >= Tag.NOUN or tag & Tag.PRONOUN)
    for found in [_lexical(r, n, r.tags[n]) for n in lexical if n not in taken]:
        if not taken.intersection(range(found.first, found.last + 1)):
            yield found


def _lexical(r: Reading, first: int, tag: int) -> Candidate:
    last = max([n - 1 for tags, n in r.phrases.get(first, ()) if tags >= Tag.NOUN], default=first)
    noun = r.grammar.noun(tag)
    span = Span(r.starts[first], r.ends[last])
    return Candidate(span, "noun" if noun else "pronoun", first, last, noun=noun, tags=0 if noun else tag)


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a sentence or of a part of one: numbers from `lo` up to, not including, `hi` of a reading."""

    r: Reading
    lo: int
    hi: int
    bare: bool = False

    @property
    def grammar(self) -> Grammar:
        """The language."""
        return self.r.grammar

    @property
    def text(self) -> str:
        """The whole text that spans refer to."""
        return self.r.text

    def part(self, lo: int, hi: int) -> Passage:
        """Return some of the words as a passage."""
        return replace(self, lo=lo, hi=hi)

    def tag(self, n: int) -> int:
        """Return the tags of a word, 0 outside the passage."""
        return self.r.tags[n] if self.lo <= n < self.hi else 0

    def word(self, n: int) -> str:
        """Return a word."""
        return self.r.text[self.r.starts[n] : self.r.ends[n]]

    def span(self, first: int, end: int) -> Span:
        """Return the span of the words from `first` up to, not including, `end`."""
        return Span(self.r.starts[first], self.r.ends[end - 1])

    def is_quoted(self, n: int) -> bool:
        """Tell whether a word stands in a quotation."""
        return not self.bare and self.lo <= n < self.hi and self.r.quoted[n]

    def is_boundary(self, n: int) -> bool:
        """Tell whether a chunk of words ends at a mark, a quotation, or an end of the passage."""
        return not self.lo <= n < self.hi or bool(self.r.tags[n] & Tag.BOUNDARY) or self.is_quoted(n)

    def left(self, n: int, floor: int) -> int:
        """Return where the chunk of words that ends before word `n` starts, `floor` at the earliest."""
        floor = max(floor, self.lo, n - FAR)
        while n > floor:
            tag = self.r.tags[n - 1]
            if tag & Tag.CLOSING and not self.is_quoted(n - 1):
                n = self._opening(n - 1)
            elif self.is_boundary(n - 1) or tag & Tag.COMPLEMENTIZER:
                break
            else:
                n -= 1
        return n

    def _opening(self, n: int) -> int:
        """Return the word that opens the bracket that `n` closes, or `n` when none near does."""
        return next((k for k in range(n - 1, max(self.lo, n - 12) - 1, -1) if self.r.tags[k] & Tag.OPENING), n)

    def right(self, n: int) -> int:
        """Return where the chunk of words that starts at word `n` ends."""
        far = min(self.hi, n + FAR)
        while n < far:
            if self.r.tags[n] & Tag.OPENING and not self.is_quoted(n):
                closing = next((k for k in range(n, min(self.hi, n + 12)) if self.r.tags[k] & Tag.CLOSING), None)
                if closing is None:
                    break
                n = closing + 1
            elif self.is_boundary(n) or self.r.tags[n] & Tag.COMPLEMENTIZER:
                break
            else:
                n += 1
        return n

    def reach(self, n: int, tags: int) -> int:
        """Return the end of the longest word or phrase with some tags that starts at a word: `n` if none does."""
        if not self.tag(n) & tags:
            return n
        ends = [end for phrase, end in self.r.phrases.get(n, ()) if phrase & tags]
        return min(max([n + 1, *ends]), self.hi)

    def phrase_tags(self, n: int, end: int) -> int:
        """Return the tags of the phrases from word `n` up to word `end`."""
        return reduce(or_, (tags for tags, last in self.r.phrases.get(n, ()) if last == end), 0)

    def skip(self, n: int, end: int, tags: int) -> int:
        """Return the first word from `n` on that has none of some tags and is no candidate."""
        while n < end and self.tag(n) & tags and not self._keeps(n):
            n = self.reach(n, tags)
        return min(n, end)

    def back(self, n: int, floor: int, tags: int) -> int:
        """Return the end of the words before `n` when those with some tags are left out."""
        while n > floor and self.tag(n - 1) & tags and not self._keeps(n - 1):
            n -= 1
        return n

    def _keeps(self, n: int) -> bool:
        actor = self.r.actors.get(n)
        return actor is not None and (actor.kind != "pronoun" or not self.tag(n) & Tag.BETWEEN)

    def actors(self, first: int, end: int) -> list[Candidate]:
        """Return the candidates among some words, outside quotations."""
        inside = (self.r.actors.get(n) for n in range(max(first, self.lo), min(end, self.hi)))
        return [c for c in inside if c is not None and c.last < end and not self.is_quoted(c.first)]

    def quotes(self) -> Sequence[Span]:
        """Return the quotations that start in the passage."""
        quotes = self.r.quotes
        if not quotes or self.lo >= self.hi:
            return ()
        first = bisect_left(quotes, self.r.starts[self.lo], key=lambda q: q.start)
        return quotes[first : bisect_left(quotes, self.r.ends[self.hi - 1], key=lambda q: q.start)]

    def quoted_after(self, n: int) -> bool:
        """Tell whether a quotation of the passage ends after a word."""
        quotes = self.quotes()
        return bool(quotes) and n < self.hi and quotes[-1].end > self.r.starts[n]

    def any(self, first: int, end: int, tags: int) -> bool:
        """Tell whether one of some words has one of some tags."""
        return any(self.tag(n) & tags for n in range(first, end))
