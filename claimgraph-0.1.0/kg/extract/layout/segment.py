"""A text to its segments: paragraphs and what is glued to them, each with its language and its role."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claimgraph.extract.layout.datelines import leading_dateline, whole_dateline
from claimgraph.extract.layout.identify import languages
from claimgraph.extract.layout.lines import ends_sentence, paragraphs, trim
from claimgraph.extract.layout.look import look
from claimgraph.extract.layout.roles import Piece, assign_roles, credit_start, role_of_line
from claimgraph.model import Role, Segment, Span

_FIELD = re.compile(r"\W{0,3}(?P<label>\w+)(?:\s*+[:=])?\s++(?:19|20)\d\d-[01]\d(?:-[0-3]\d)?(?![\w.:/-])\s*")
"""A field of a record that was glued to the text: its name, then a date in ISO form."""

_BODY_LENGTH = 160
"""A piece of at least so many code points without a role of its own is taken for the text's first paragraph."""


def _field(paragraph: str) -> int:
    """Return where a glued field (`date 2022-01 `) ends, 0 where there is none."""
    match = _FIELD.match(paragraph)
    labels = (look().published_start, look().updated_start)
    return match.end() if match and any(label.fullmatch(match["label"]) for label in labels) else 0


def _split(text: str, span: Span, lang: str, body_start: bool) -> Iterator[tuple[Span, Piece]]:
    """Yield a paragraph's parts: a glued field, a dateline, the rest."""
    cut = span.start + _field(span.of(text))
    rest = trim(text, Span(cut, span.end))
    if cut > span.start:
        yield from _part(text, Span(span.start, cut), "metadata")
    if rest is None:
        return
    line = rest.of(text)
    role = role_of_line(line)
    dateline = None if role else leading_dateline(line, lang, body_start)
    if role is None and whole_dateline(line, lang):
        role = "dateline"
    elif dateline:
        filed = rest.start + dateline.end
        yield from _part(text, Span(rest.start, filed), "dateline")
        rest = Span(filed, rest.end)
    yield from _body(text, rest, role, dateline is not None)


def _body(text: str, span: Span, role: Role | None, after_dateline: bool) -> Iterator[tuple[Span, Piece]]:
    """Yield a paragraph, and a picture credit that is glued to its end as a caption of its own."""
    credit = credit_start(span.of(text)) if role is None else None
    if credit and ends_sentence(text[span.start : span.start + credit]):
        yield from _part(text, Span(span.start, span.start + credit), None, after_dateline)
        yield from _part(text, Span(span.start + credit, span.end), "caption")
    else:
        yield from _part(text, span, role, after_dateline)


def _part(text: str, span: Span, role: Role | None, after_dateline: bool = False) -> Iterator[tuple[Span, Piece]]:
    trimmed = trim(text, span)
    if trimmed is not None:
        yield trimmed, Piece(trimmed.of(text), role, after_dateline)


def segment(text: str, lang: str | None = None) -> tuple[Segment, ...]:
    """Return the segments of a text in order: they don't overlap and hold all that is not white space.

    `lang` is the declared language of the document (the language of most of the text when None). Offsets are
    code points of the text as it is. Lines of the page around the article are marked by their role, never left out.
    """
    paragraph_spans = paragraphs(text)
    langs = languages([span.of(text) for span in paragraph_spans], lang)
    parts: list[tuple[Span, Piece, str]] = []
    body_start = True
    for paragraph, own_lang in zip(paragraph_spans, langs, strict=True):
        for span, piece in _split(text, paragraph, own_lang, body_start):
            parts.append((span, piece, own_lang))
            body_start = body_start and (piece.role is not None or len(piece.text) < _BODY_LENGTH)
    roles = assign_roles([piece for _, piece, _ in parts])
    return tuple(Segment(span, own_lang, role) for (span, _, own_lang), role in zip(parts, roles, strict=True))
