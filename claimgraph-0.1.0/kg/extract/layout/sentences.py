"""A segment to its sentences: full stops that end one are told from those of abbreviations, initials and figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claimgraph.extract.layout.lines import trim
from claimgraph.lang import language
from claimgraph.model import Segment, Span

# A set of characters stands first, before what may not precede it: it is searched for quickly.
_END = re.compile(r"(?P<marks>[.!?…](?<![.!?…].)[.!?…]*)(?P<closers>[\"'”’»“‟)\]]*)(?=\s|[^\W\d_])")
_NEXT = re.compile(r"(?P<space>\s*)(?P<opening>[-–—\"'“„«‘”»(\[¡¿*\s]*)(?P<word>[\w'’-]*\w)?(?P<stop>\.?)")
_TOKEN = re.compile(r"[^\s(\[\"“„«”»–—/]+$")
_INITIAL = re.compile(r"(?:[^\W\d_]|[A-ZА-ЯІЇЄҐ][a-zа-яіїєґ])(?:[.-][^\W\d_])*")
_ROMAN = re.compile(r"[IVX]+")
_EARLY_WORDS = 4
"""An abbreviation that can close a sentence doesn't when no more words than these end with it."""
_ORDINAL_LENGTH = 2
"""Digits of a number that a full stop makes an ordinal."""
_TOKEN_LENGTH, _EARLY_LENGTH = 40, 120
"""Code points in which the word before a stop, and the first words of a sentence, are looked for."""


@dataclass(frozen=True, slots=True)
class _Stops:
    """The words of one language that decide what a full stop means."""

    inner: frozenset[str]
    closing: frozenset[str]
    starters: frozenset[str]
    ordinals: bool

    def is_inner(self, token: str) -> bool:
        return token in self.inner or token[:1].lower() + token[1:] in self.inner

    def is_closing(self, token: str) -> bool:
        return token in self.closing


@cache
def _stops(lang: str) -> _Stops:
    layout = language(lang).layout
    return _Stops(
        frozenset(layout.abbreviations),
        frozenset(layout.closing_abbreviations),
        frozenset(layout.starters),
        layout.ordinals,
    )


def _is_initial(token: str) -> bool:
    """Tell whether a token before a full stop is an initial or is made of some: `J`, `Yu`, `U.S`, `J.-P`.

    Two letters count only where the second is small, as in the transliterated `Yu` and `Zh`.
    """
    return bool(_INITIAL.fullmatch(token)) and token[0].isupper()


def _ends_at(words: str, match: re.Match[str], start: int, stops: _Stops) -> bool:
    """Tell whether a sentence that began at `start` ends at the matched mark."""
    following = _NEXT.match(words, match.end())
    word = following["word"] if following else None
    if not following or not word:
        return True
    if word[0].islower():
        return False
    token_match = _TOKEN.search(words, max(start, match.start() - _TOKEN_LENGTH), match.start())
    token = token_match.group() if token_match else ""
    if not following["space"]:
        return token.isalpha() and token.islower() and len(token) > 1 and word[1:].islower()
    if match["marks"] != "." or match["closers"]:
        return True
    begins_other = word in stops.starters and not (len(word) == 1 and following["stop"])
    if token.isdigit() and (match.start() - len(token) - start <= 1 or _ROMAN.fullmatch(word)):
        return False
    if stops.ordinals and token.isdigit() and len(token) <= _ORDINAL_LENGTH:
        return begins_other
    if stops.is_closing(token):
        return begins_other or (word[0].isupper() and not _is_early(words, start, match.start()))
    if stops.is_inner(token) or _is_initial(token):
        return begins_other
    return True


def _is_early(words: str, start: int, stop: int) -> bool:
    return len(words[start : min(stop, start + _EARLY_LENGTH)].split()) <= _EARLY_WORDS


def _cuts(words: str, stops: _Stops) -> list[int]:
    start, cuts = 0, [0]
    for match in _END.finditer(words):
        if _ends_at(words, match, start, stops):
            start = match.end()
            cuts.append(start)
    return [*cuts, len(words)]


def sentences(text: str, segment: Segment) -> list[Span]:
    """Return the sentences of a segment as spans of the text, without the white space around them.

    A closing quotation mark belongs to the sentence before it; a lower-case letter never begins a sentence, so
    that `"Stop!" he said.` is one. A lost space after a full stop (`left.Then`) doesn't join sentences, but names
    of sites (`Lenta.Ru`, `Site.Net`) stay whole.
    """
    cuts = _cuts(segment.span.of(text), _stops(segment.lang))
    offset = segment.span.start
    spans = (trim(text, Span(offset + start, offset + end)) for start, end in pairwise(cuts))
    return [span for span in spans if span is not None]
