"""Words and marks with their offsets, as the name taggers see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Letters may carry combining marks (NFD text); an apostrophe or a right quote may stand inside a word.
_LETTERS = r"(?:[^\W_]++[\u0300-\u036f]*+)++"
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}|{_LETTERS}(?:['’ʼ`]{_LETTERS})*+|\S")
# Addresses, the targets of Markdown links, handles: letters that aren't words. Lengths are bounded for linear time.
_LINKS = r"https?://\S+|www\.\S+|\]\([^)\s]{0,500}\)"
_HANDLES = r"[^\s@]{1,80}@[^\s@]{1,80}\.\w+|@\w+"
_SITES = r"\b\w[\w.-]{0,80}\.(?:com|org|net|no|pl|ua|ru|kz|eu|gov)\b[/\w.-]*"
_MASKED = re.compile(rf"{_LINKS}|{_HANDLES}|{_SITES}", re.IGNORECASE)
_MASKED_WITHOUT_HANDLES = re.compile(rf"{_LINKS}|{_SITES}", re.IGNORECASE)
_SENTENCE_ENDS = frozenset(".!?…")
# Longer sentences are lists or tables; they are read in pieces.
_LONGEST_SENTENCE = 400
_CLOSERS = frozenset("\"'”’»)]")


class Token(NamedTuple):
    """A word or mark of a text; offsets are code points, end exclusive."""

    text: str
    start: int
    end: int


def mask(text: str) -> str:
    """Return the text with addresses blanked out, at the same offsets."""
    masked = _MASKED if "@" in text else _MASKED_WITHOUT_HANDLES
    return masked.sub(lambda match: " " * len(match[0]), text)


def _split_clitic(token: Token, clitics: Sequence[str]) -> Iterator[Token]:
    for clitic in clitics:
        if token.text.endswith(clitic) and len(token.text) > len(clitic):
            edge = token.end - len(clitic)
            yield Token(token.text[: -len(clitic)], token.start, edge)
            yield Token(clitic, edge, token.end)
            return
    yield token


def tokenize(text: str, start: int, end: int, clitics: Sequence[str] = ()) -> list[Token]:
    """Return the tokens of `text[start:end]`; word endings in `clitics` (English `'s`) stand alone.

    >>> [token.text for token in tokenize("CSTO-soldatene i U.S.", 0, 21)]
    ['CSTO', '-', 'soldatene', 'i', 'U.S.']
    """
    tokens = [Token(match[0], *match.span()) for match in _TOKEN.finditer(text, start, end)]
    endings = tuple(clitics)
    if not endings or not any(token.text.endswith(endings) for token in tokens):
        return tokens
    return [part for token in tokens for part in _split_clitic(token, clitics)]


def split_sentences(tokens: Sequence[Token], abbreviations: frozenset[str]) -> Iterator[list[Token]]:
    """Yield the tokens sentence by sentence; a full stop after an abbreviation or a single letter doesn't count."""
    sentence: list[Token] = []
    for token in tokens:
        opens = token.text not in _CLOSERS and not token.text[0].islower()
        if len(sentence) >= _LONGEST_SENTENCE or (opens and sentence and _ends(sentence, abbreviations)):
            yield sentence
            sentence = []
        sentence.append(token)
    if sentence:
        yield sentence


def _ends(sentence: Sequence[Token], abbreviations: frozenset[str]) -> bool:
    last = len(sentence) - 1
    while last > 0 and sentence[last].text in _CLOSERS:
        last -= 1
    if sentence[last].text not in _SENTENCE_ENDS or last == 0:
        return False
    before = sentence[last - 1].text
    return sentence[last].text != "." or not (len(before) == 1 or before.lower() in abbreviations)
