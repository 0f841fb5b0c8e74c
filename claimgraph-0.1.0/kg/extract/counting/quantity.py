"""Quantities: counts of people and things with their comparator, bounds and measure."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from claimgraph.extract.calendar.dates import find_moments
from claimgraph.extract.counting.candidates import Candidate, linked
from claimgraph.extract.counting.clauses import starts_verb
from claimgraph.extract.counting.measures import assign
from claimgraph.extract.counting.nouns import Noun, apposed_noun, read_noun
from claimgraph.extract.counting.numbers import Number, find_numbers
from claimgraph.extract.counting.scopes import HELD, SUFFERED, Scopes
from claimgraph.extract.layout.sentences import sentences
from claimgraph.extract.lexicon import any_of, fold, words
from claimgraph.lang import language
from claimgraph.lang.counting import Patterns
from claimgraph.model import Comparator, Measure, Quantity, Segment, Span

# Roles of segments whose numbers are no news: menus, bylines, teasers of other articles.
SILENT = frozenset({"boilerplate", "metadata", "related", "byline", "dateline", "sourceNote"})
# An age stands between commas or in brackets: `John Smith, 54, was`, `the mayor (54)`.
_AGE, _BESIDE = 120, 16
_APPOSED = frozenset({",,", "()", ",.", "(,"})
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
# Whole groups that a figure in apposition counts: `Marines, 150 of them`.
_FORCES = frozenset({"soldier", "demonstrator"})
_YEARS = range(1900, 2100)


class _Grammar:
    """The compiled comparators and traps of one language."""

    def __init__(self, lang: str) -> None:
        counting = language(lang).counting
        filled = rf"(?:\s+{any_of(counting.clause.fillers)})?\s+\Z"
        self.before = [(c, self._ending(p, filled)) for c, p in counting.comparison.before.items()]
        self.led = re.compile("|".join(pattern.pattern for _, pattern in self.before) or "(?!)")
        """Finds what any of these patterns does, at once: before most numbers there is nothing of the kind."""
        self.weak = [(c, self._ending(p, r"\s+\Z")) for c, p in counting.comparison.weak.items()]
        self.rough = self._ending(counting.comparison.rough, r"\s+\Z")
        self.rough_form = re.compile(rf"{any_of(counting.comparison.rough_forms)}(?!\w)")
        self.after = [(c, re.compile(rf"\s+{any_of(p)}(?!\w)")) for c, p in counting.comparison.after.items()]
        self.rise = re.compile(words(counting.clause.rises))
        self.contained = re.compile(rf"(?<!\w){any_of(counting.clause.contained)}{filled}|\(\Z")
        self.contained_after = re.compile(rf"\s+{any_of(counting.clause.contained_after)}(?!\w)")
        self.label = self._ending(counting.nouns.labels, r"\.?\s+\Z")
        self.negation = self._ending(counting.nouns.negations, r"\s+\Z")
        self.year = self._ending(counting.nouns.years, r"\s+\Z")

    @staticmethod
    def _ending(patterns: Patterns | list[str], tail: str) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){any_of(patterns)}{tail}")


_grammar = cache(_Grammar)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number read with what stands around it."""

    number: Number
    comparator: Comparator
    candidate: Candidate
    of_them: bool = False
    """The words behind it say that it is a part: `three of them`."""

    @property
    def is_share(self) -> bool:
        """Whether it is of some whose fate is told already: `three of them`, `three of the dead`, `three detainees`."""
        noun = self.candidate.noun
        if noun is None:
            return self.of_them
        return self.of_them or noun.part or noun.measure is not None or noun.concept == "detainee"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may be a count; what is not `told` by the words around it has the measure `other`."""

    quantity: Quantity
    told: bool = True
    named: bool = False
    """The words around it leave no doubt of the measure: `12 wounded`, `12 of the detainees were freed`."""
    added: bool = False
    """The words say that it comes on top of another: `a further 12`."""


def bounds(number: Number, comparator: Comparator) -> tuple[int | None, int | None]:
    """Return the closed bounds of a count; None is unbounded.

    Almost N is 0.9 N to N - 1, about N is 0.9 N to 1.1 N.
    """
    low, high = int(number.lower), int(number.upper)
    near, far = math.ceil(low * 9 / 10), low * 11 // 10
    table: dict[Comparator, tuple[int | None, int | None]] = {
        "more_than": (low + 1, None), "at_least": (low, None), "less_than": (0, high - 1), "at_most": (0, high),
        "almost": (min(near, low - 1), low - 1), "about": (near, far),
    }  # fmt: skip
    return table.get(comparator, (low, high))


def _look_back(folded: str, start: int, position: int) -> str:
    return folded[max(start, position - 60) : position]


class Sentence:
    """Reads the numbers of one sentence."""

    def __init__(self, text: str, folded: str, span: Span, lang: str) -> None:
        self.folded, self.start, self.end, self.lang = folded, span.start, span.end, lang
        self.grammar = _grammar(lang)
        self.numbers = find_numbers(folded, span.start, span.end, lang)
        self.dates = [Span(m.start, m.end) for m in find_moments(text, folded, span, lang)] if self.numbers else []

    def comparator(self, number: Number, noun: Noun | None) -> tuple[Comparator, int]:
        """Return the comparator before a number and where it begins."""
        if number.value is None:
            return "range" if number.second >= 0 else "vague", number.start
        before = _look_back(self.folded, self.start, number.start)
        offset = number.start - len(before)
        led = self.grammar.before if self.grammar.led.search(before) else ()
        found: list[tuple[int, Comparator]] = [(m.start(), c) for c, pattern in led if (m := pattern.search(before))]
        if not found and noun and noun.known and not self._rises(number, before):
            found = [(m.start(), c) for c, pattern in self.grammar.weak if (m := pattern.search(before))]
        if not found and self.grammar.rough_form.match(self.folded, number.start, self.end):
            found = [(m.start(), "about") for m in self.grammar.rough.finditer(before)]
        if not found:
            return "about" if number.rough else "exactly", number.start
        begin, comparator = min(found)
        return comparator, offset + begin

    def _rises(self, number: Number, before: str) -> bool:
        """Tell whether a verb of change stands beside a number: `rose to 45`, `до 45 зросла кількість`."""
        behind = min(self.end, number.end + _BESIDE)
        return bool(self.grammar.rise.search(before) or self.grammar.rise.search(self.folded, number.end, behind))

    def after(self, position: int) -> tuple[Comparator, int] | None:
        """Return a comparator behind a number and where it ends."""
        matches = ((c, p.match(self.folded, position, self.end)) for c, p in self.grammar.after)
        return next(((c, m.end()) for c, m in matches if m), None)

    def noun(self, position: int) -> Noun | None:
        """Return the noun behind a number, unless the word there is a verb of happening."""
        noun = read_noun(self.folded, position, self.end, self.lang)
        if noun is None or noun.known:
            return noun
        return None if starts_verb(self.folded, position, self.end, self.lang) else noun

    def is_trap(self, number: Number, start: int, noun: Noun | None) -> bool:
        """Tell whether a number is no count: an age, a year, part of a date or of a name, a measurement."""
        if not number.is_count or number.lower < 1 or (noun and noun.concept == "unit"):
            return True
        if number.value is None:
            return noun is None and self._is_score(number)
        known = noun is not None and noun.known
        before = _look_back(self.folded, self.start, start)
        whole = known and noun is not None and not noun.part
        if not whole and self.grammar.label.search(before):
            return True
        if number.value == 1 and self.grammar.negation.search(before):
            return True
        exact = start == number.start
        if exact and self._is_year(number, before, known):
            return True
        return exact and noun is None and self._is_age(number)

    def _is_score(self, number: Number) -> bool:
        """Tell whether a range is the result of a game: `6-7 6-4`."""
        return number.second >= 0 and _SCORE.fullmatch(self.folded, number.start, number.end) is not None

    def _is_year(self, number: Number, before: str, known: bool) -> bool:
        plain = number.end - number.start == 4 and not number.written
        return plain and number.lower in _YEARS and (not known or bool(self.grammar.year.search(before)))

    def _is_age(self, number: Number) -> bool:
        before = self.folded[max(self.start, number.start - 2) : number.start].strip()
        return number.upper <= _AGE and before + self.folded[number.end : number.end + 1] in _APPOSED

    def total(self, number: Number) -> Number:
        """Return the number that a verb of change leads to: `rose from 12 to 45` gives 45."""
        if number.second < 0 or not self.grammar.rise.search(_look_back(self.folded, self.start, number.start)):
            return number
        value = number.upper
        return Number(number.second, number.end, value, value, value, number.scale)

    def read(self, number: Number) -> _Reading | None:
        """Return a number with its comparator and noun, or None when it is no count."""
        if any(day.overlaps(Span(number.start, number.end)) for day in self.dates):
            return None
        behind = self.after(number.end)
        number_end = behind[1] if behind else number.end
        part = self.grammar.contained_after.match(self.folded, number_end, self.end)
        noun = self.noun(part.end() if part else number_end)
        comparator, start = self.comparator(number, noun)
        if self.is_trap(number, start, noun):
            return None
        end = noun.end if noun else part.end() if part else number_end
        behind = behind or self.after(end)
        if behind:
            comparator, end = behind[0], max(end, behind[1])
        before = _look_back(self.folded, self.start, start)
        apposed = apposed_noun(self.folded, self.start, start, self.lang) if part and noun is None else None
        if part and apposed and apposed.concept in _FORCES:
            noun, part = replace(apposed, end=end), None
        contained = part is not None or self.grammar.contained.search(before) is not None
        single = number.value == 1 and (noun is None or not noun.known or noun.part)
        candidate = Candidate(start, number.start, number_end, end, noun, contained, single)
        return _Reading(number, comparator, candidate, part is not None)

    def counts(self, carried: str | None = None) -> Iterator[Figure]:
        """Yield the numbers of the sentence; `carried` is the last measure told in the sentence before."""
        readings = [reading for number in self.numbers if (reading := self.read(self.total(number)))]
        if not readings:
            return
        candidates = linked([r.candidate for r in readings])
        measures = assign(self.folded, candidates, (self.start, self.end), self.lang, carried)
        scopes = Scopes(self.folded, Span(self.start, self.end), self.lang)
        freed = scopes.released([Span(c.start, c.end) for c in candidates])
        freed = {i for i in freed if (measures[i] or "other") in HELD and readings[i].is_share}
        measures = ["other" if i in freed else measure for i, measure in enumerate(measures)]
        whole = carried
        for index, (reading, measure) in enumerate(zip(readings, measures, strict=True)):
            noun = reading.candidate.noun
            idle = measure == "other" and (reading.number.value == 1 or noun is None) and index not in freed
            named = index in freed or (noun is not None and noun.measure is not None and noun.measure == measure)
            quantity = self._quantity(reading, measure or "other", scopes)
            if reading.of_them and measure != whole:  # `12 of them were arrested`, where no arrests were told of
                quantity = replace(quantity, part=False)
            whole = whole if quantity.part else measure
            added = scopes.is_added(quantity.span, reading.candidate.number_end)
            tallied = noun is None and reading.number.value != 1 and scopes.is_total(quantity.span)
            yield Figure(quantity, tallied or (measure is not None and not idle), named, added)

    def _quantity(self, reading: _Reading, measure: str, scopes: Scopes) -> Quantity:
        lower, upper = bounds(reading.number, reading.comparator)
        candidate = reading.candidate
        span = Span(candidate.start, candidate.end)
        taken = candidate.noun is not None and candidate.noun.part and candidate.noun.measure == measure
        named = scopes.predicate(candidate) if candidate.contained or taken or measure in SUFFERED else None
        return Quantity(
            span=span,
            measure=cast(Measure, measure),
            value=reading.number.lower if reading.comparator == "range" else reading.number.value,
            comparator=reading.comparator,
            lower=lower,
            upper=upper,
            counted=named or _counted(candidate.noun, measure),
            scope=scopes.read(span, measure),
            part=candidate.contained or taken or named is not None,
        )


def _counted(noun: Noun | None, measure: str) -> str:
    """Return the class of what is counted: untold, a person where it was hurt or held."""
    known = noun is not None and noun.known
    return noun.concept if noun and known else "other" if measure == "other" else "person"


def find_figures(text: str, segments: Sequence[Segment]) -> Iterator[Figure]:
    """Yield the numbers of a text that may be counts, in text order; offsets are code points, end exclusive."""
    folded = fold(text)
    return (figure for s in segments if s.role not in SILENT for figure in _figures(text, folded, s))


def find_quantities(text: str, segments: Sequence[Segment]) -> tuple[Quantity, ...]:
    """Return the counts of a text that its words tell of, in text order."""
    return tuple(figure.quantity for figure in find_figures(text, segments) if figure.told)


def _figures(text: str, folded: str, segment: Segment) -> Iterator[Figure]:
    carried: str | None = None
    for span in sentences(text, segment):
        found = list(Sentence(text, folded, span, segment.lang).counts(carried))
        yield from _with_additions(found, carried)
        told = [figure for figure in found if figure.told]
        carried = told[-1].quantity.measure if told else None


def _with_additions(figures: Sequence[Figure], carried: str | None) -> Iterator[Figure]:
    """Yield figures, those that come on top of others of their measure as increments.

    `12 were killed, another 30 injured` adds nothing to a count of the injured.
    """
    for figure in figures:
        measure = figure.quantity.measure
        if figure.added and carried in (None, measure) and figure.quantity.scope != "total":
            figure = replace(figure, quantity=replace(figure.quantity, scope="increment"))
        yield figure
        carried = measure if figure.told else carried
