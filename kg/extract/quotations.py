"""Quotation marks and quotation dashes: which words of a paragraph are quoted."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.model import Span

APOSTROPHES = "'’‘"


def _opens(text: str, at: int, mark: str) -> bool:
    """Tell whether the mark at an offset can open a quotation: words don't touch it on the left."""
    before, after = text[at - 1 : at], text[at + len(mark) : at + len(mark) + 1]
    return not before.isalnum() and bool(after) and not after.isspace()


def _closing(text: str, start: int, end: int, marks: tuple[str, str]) -> int | None:
    """Return the offset after the mark that closes a quotation whose words begin at `start`."""
    opening, closing = marks
    depth, at = 1, start
    while at < end:
        if text.startswith(closing, at) and _closes(text, at, closing):
            depth -= 1
            if not depth:
                return at + len(closing)
        elif opening != closing and text.startswith(opening, at):
            depth += 1
        at += 1
    return None


def _closes(text: str, at: int, mark: str) -> bool:
    after = text[at + 1 : at + 2]
    return not (mark in APOSTROPHES and (after.isalnum() or text[at - 1 : at].isspace()))


def quotations(text: str, span: Span, pairs: Sequence[tuple[str, str]]) -> list[Span]:
    """Return the outermost quotations of a paragraph, with their marks, in order.

    A quotation that a paragraph opens with and doesn't close runs to its end, as when it goes on in the next.
    """
    found: list[Span] = []
    at = span.start
    while at < span.end:
        quote = _quotation_at(text, at, span, pairs)
        if quote:
            found.append(quote)
        at = quote.end if quote else at + 1
    return found


def _quotation_at(text: str, at: int, span: Span, pairs: Sequence[tuple[str, str]]) -> Span | None:
    candidates = [pair for pair in pairs if text.startswith(pair[0], at)]
    if not candidates or not _opens(text, at, candidates[0][0]):
        return None
    for pair in candidates:
        end = _closing(text, at + len(pair[0]), span.end, pair)
        if end is not None:
            return Span(at, end)
    at_edge = not text[span.start : at].strip()
    return Span(at, span.end) if at_edge and candidates[0][0] not in APOSTROPHES else None


def merge_cut(sentences: Sequence[Span], quotes: Sequence[Span]) -> list[Span]:
    """Return the sentences joined so that none ends inside a quotation."""
    joined: list[Span] = []
    for sentence in sentences:
        if joined and any(q.start < joined[-1].end < q.end and q.end > sentence.start for q in quotes):
            joined[-1] = Span(joined[-1].start, sentence.end)
        else:
            joined.append(sentence)
    return joined
