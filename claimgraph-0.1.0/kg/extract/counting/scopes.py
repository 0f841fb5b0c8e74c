"""Which counts are totals, what one period adds, or one place's share, as far as the words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from claimgraph.extract.counting.candidates import Candidate
from claimgraph.extract.counting.nouns import PERSONS, read_noun
from claimgraph.extract.lexicon import Hit, Lexicon, any_of, words
from claimgraph.lang import language
from claimgraph.lang.counting import Counting, Patterns
from claimgraph.model import Scope, Span

SUFFERED = frozenset({"killed", "injured"})
"""What a hospital or a mortuary tells of those brought to it."""
HELD = frozenset({"detained", "arrested", "other"})
"""Measures of those who may be let go again, `other` being what the words leave open."""
_BEFORE, _FARTHEST = 60, 160
"""How far before a number a word right before it may begin, and how far off a phrase holds, in code points."""
_PHRASES: dict[str, Scope] = {"total": "total", "increment": "increment", "local": "local", "intake": "local"}


class _Grammar:
    """The compiled words of one language."""

    def __init__(self, counting: Counting) -> None:
        scopes = counting.scopes
        filled = rf"(?:\s+{any_of(counting.clause.fillers)}){{0,2}}\s+\Z"
        self.total = self._ending(scopes.total_before, filled)
        self.added = self._ending(scopes.increment_before, filled)
        self.more = re.compile(rf"\s+{any_of(scopes.increment_after)}(?!\w)")
        self.released = re.compile(words(scopes.released))
        self.copula = re.compile(rf"\s+{any_of(scopes.copulas)}(?=\s)")
        self.phrases = Lexicon(
            {"total": scopes.total, "increment": scopes.increment, "local": scopes.local, "intake": scopes.intake}
        )

    @staticmethod
    def _ending(patterns: Patterns, tail: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){any_of(patterns)}{tail}")


@cache
def _grammar(lang: str) -> _Grammar:
    return _Grammar(language(lang).counting)


class Scopes:
    """The words of one sentence that tell the scope of its counts; offsets are code points of the folded text."""

    def __init__(self, folded: str, sentence: Span, lang: str) -> None:
        self.folded, self.sentence = folded, sentence
        self.grammar, self.lang = _grammar(lang), lang
        self.hits = list(self.grammar.phrases.find(folded, sentence.start, sentence.end))

    def is_added(self, count: Span, number_end: int) -> bool:
        """Tell whether a count comes on top of another: `12 more people`, `a further 12`."""
        before = self._before(count)
        return bool(self.grammar.added.search(before) or self.grammar.more.match(self.folded, number_end))

    def released(self, counts: Sequence[Span]) -> set[int]:
        """Return which of the counts of the sentence are of those let go: the nearest to each word of release."""
        found = set()
        for match in self.grammar.released.finditer(self.folded, self.sentence.start, self.sentence.end):
            hit = Hit("released", match.start(), match.end())
            distances = [self._distance(hit, count) for count in counts]
            found |= {distances.index(min(distances))} if min(distances) < _FARTHEST else set()
        return found

    def is_total(self, count: Span) -> bool:
        """Tell whether the words right before a count make it a total: `bringing the toll to 47`."""
        return self.grammar.total.search(self._before(count)) is not None

    def predicate(self, candidate: Candidate) -> str | None:
        """Return the class of persons that some of those counted are said to be: `four of the dead are children`."""
        if candidate.noun is None or not (candidate.noun.part or candidate.noun.measure):
            return None
        copula = self.grammar.copula.match(self.folded, candidate.end, self.sentence.end)
        noun = read_noun(self.folded, copula.end(), self.sentence.end, self.lang) if copula else None
        return noun.concept if noun and noun.known and noun.concept in PERSONS and not noun.generic else None

    def read(self, count: Span, measure: str) -> Scope | None:
        """Return the scope that the words right before a count or the nearest phrase give it."""
        if self.is_total(count):
            return "total"
        near = [(self._distance(hit, count), hit) for hit in self._fitting(measure)]
        distance, hit = min(near, default=(_FARTHEST, None), key=lambda pair: pair[0])
        return _PHRASES[hit.label] if hit and distance < _FARTHEST else None

    def _before(self, count: Span) -> str:
        return self.folded[max(self.sentence.start, count.start - _BEFORE) : count.start]

    def _fitting(self, measure: str) -> Sequence[Hit]:
        return [hit for hit in self.hits if hit.label != "intake" or measure in SUFFERED]

    def _distance(self, hit: Hit, count: Span) -> int:
        gap = self.folded[min(hit.end, count.end) : max(hit.start, count.start)]
        return _FARTHEST if ";" in gap else len(gap)
