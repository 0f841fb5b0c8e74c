"""Capitalised words in a row: persons, in a language whose names the model has not been taught."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from claimgraph.extract.classes import is_foreign, word_class
from claimgraph.extract.name import Name
from claimgraph.extract.tokens import Token
from claimgraph.lang import language

_FEWEST, _MOST = 2, 3


def runs(tokens: Sequence[Token], lang: str) -> Iterator[Name]:
    """Yield each two or three capitalised words in a row; one that opens the sentence starts with a given name."""
    if not language(lang).naming.initial_needs_support:
        return
    for is_name, group in groupby(range(len(tokens)), key=lambda number: _may_name(tokens[number].text, lang)):
        run = [tokens[number] for number in group]
        if not is_name or not _FEWEST <= len(run) <= _MOST:
            continue
        if run[0] is not tokens[0] or word_class(run[0].text, lang) == "given":
            yield Name(run[0].start, run[-1].end, "PER", "model", lang)


def _may_name(word: str, lang: str) -> bool:
    titled = word[0].isupper() and len(word) > 1 and word[1:].islower() and not is_foreign(word, lang)
    return titled and word_class(word, lang) in ("given", "")
