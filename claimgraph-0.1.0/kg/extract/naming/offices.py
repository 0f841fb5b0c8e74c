"""Offices beside the names of persons: titles before a name, appositions after it, with the body they belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.tokens import Token, tokenize
from claimgraph.lang import language
from claimgraph.link.inflection import forms
from claimgraph.model import Mention, Office, Segment, Span
from claimgraph.offsets import starting_between

_LONGEST = 12
"""Words that an office may have, body included."""
_SHORTEST_STEM = 3
_COMMA, _HYPHEN = ",", "-"
_CLOSING = frozenset(",.;:!?)–—")


@dataclass(frozen=True, slots=True)
class Titles:
    """What a language says about the names of offices."""

    offices: frozenset[str]
    modifiers: frozenset[str]
    fields: frozenset[str]
    skipped: frozenset[str]
    compounds: bool

    def is_office(self, word: str) -> bool:
        """Tell whether a lower-case word names an office, alone or at the end of a compound."""
        last = word.rpartition(_HYPHEN)[2]
        if word in self.offices or last in self.offices:
            return True
        return self.compounds and any(
            word.endswith(office) and len(word) >= len(office) + _SHORTEST_STEM for office in self.offices
        )


@cache
def titles(lang: str) -> Titles:
    """Return the names of offices of a language in all their forms."""
    naming = language(lang).naming
    return Titles(
        offices=frozenset(form for office in naming.offices for form in forms(office, lang)),
        modifiers=frozenset(naming.office_modifiers),
        fields=frozenset((*naming.office_fields, *naming.domains)),
        skipped=frozenset((*naming.connectors, *naming.articles, *naming.office_openers, *naming.clitics, _HYPHEN)),
        compounds=naming.compounds,
    )


def find_offices(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> tuple[Office, ...]:
    """Return the offices that stand beside names of persons, in text order."""
    found = (office for segment in segments for office in _in_segment(text, segment, mentions))
    return tuple(sorted(found, key=lambda office: (office.title, office.holder)))


def _in_segment(text: str, segment: Segment, mentions: Sequence[Mention]) -> Iterator[Office]:
    place = segment.span
    found = [mentions[n] for n in starting_between(mentions, place.start, place.end, lambda m: m.span.start)]
    inside = [m for m in found if m.form == "name" and place.contains(m.span)]
    if not any(m.kind == "PER" for m in inside):
        return
    line = _Line(
        tokenize(text, segment.span.start, segment.span.end, language(segment.lang).naming.clitics),
        inside,
        titles(segment.lang),
    )
    for person in inside:
        if person.kind == "PER" and (office := line.office(person)):
            yield office


@dataclass(frozen=True, slots=True)
class _Line:
    """The words of a segment and what they may be in the name of an office; names are in text order, apart."""

    tokens: Sequence[Token]
    names: Sequence[Mention]
    titles: Titles

    def office(self, person: Mention) -> Office | None:
        """Return the office that stands directly before or after a person."""
        first = bisect_right(self.tokens, person.span.start, key=lambda token: token.end)
        last = bisect_left(self.tokens, person.span.end, key=lambda token: token.start)
        before = range(max(0, first - _LONGEST - 1), first)
        after = range(last, min(len(self.tokens), last + _LONGEST + 2))
        return self._read(self._before(before, after), person) or self._read(self._after(after), person)

    def _before(self, before: Sequence[int], after: Sequence[int]) -> list[int]:
        """Return the words up to the name; a comma may stand before it where one follows (`its head, Smith, said`)."""
        words = list(before)
        if words and self._text(words[-1]) == _COMMA:
            if not after or self._text(after[0]) not in _CLOSING:
                return []
            words.pop()
        chosen: list[int] = []
        while words and len(chosen) < _LONGEST and self._may_belong(words[-1]):
            chosen.insert(0, words.pop())
        return chosen

    def _after(self, after: Sequence[int]) -> list[int]:
        """Return the words of an apposition: between a comma and the next comma or the end of the sentence."""
        if len(after) < 2 or self._text(after[0]) != _COMMA:
            return []
        chosen: list[int] = []
        for i in after[1 : _LONGEST + 1]:
            if self._text(i) in _CLOSING:
                return chosen
            if not self._may_belong(i):
                return []
            chosen.append(i)
        return []

    def _read(self, words: Sequence[int], person: Mention) -> Office | None:
        """Return the office that some words name: from its first modifier to its last field, without the body."""
        start = next((n for n, i in enumerate(words) if self._opens(i)), None)
        heads = [n for n, i in enumerate(words) if self._is_office(i)]
        if start is None or not heads:
            return None
        end = heads[0] + 1
        for n in range(heads[0] + 1, len(words)):
            if self._name(words[n]) is not None:
                break
            if self._is_office(words[n]) or self._text(words[n]) in self.titles.fields:
                end = n + 1
        if any(self._name(words[n]) is not None for n in range(start, heads[0])):
            start = heads[0]
        title = Span(self.tokens[words[start]].start, self.tokens[words[end - 1]].end)
        return Office(title, person.span, self._body(words))

    def _body(self, words: Sequence[int]) -> Span | None:
        named = [name for i in words if (name := self._name(i)) is not None]
        organizations = [name for name in named if name.kind == "ORG"]
        return next((name.span for name in (*organizations, *named)), None)

    def _opens(self, i: int) -> bool:
        return self._name(i) is None and (self._is_office(i) or self._text(i) in self.titles.modifiers)

    def _may_belong(self, i: int) -> bool:
        name = self._name(i)
        if name is not None:
            return name.kind in ("ORG", "LOC")
        word = self._text(i)
        table = self.titles
        return self._is_office(i) or word in table.modifiers or word in table.fields or word in table.skipped

    def _is_office(self, i: int) -> bool:
        return self._name(i) is None and self.titles.is_office(self._text(i))

    def _text(self, i: int) -> str:
        return self.tokens[i].text.lower()

    def _name(self, i: int) -> Mention | None:
        token = Span(self.tokens[i].start, self.tokens[i].end)
        at = bisect_right(self.names, token.start, key=lambda name: name.span.start) - 1
        return self.names[at] if at >= 0 and self.names[at].span.contains(token) else None
