"""A text to its segments: paragraphs and what is glued to them, each with its language and its role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claimgraph.extract.datelines import leading_dateline, whole_dateline
from claimgraph.extract.identify import languages
from claimgraph.extract.lines import paragraphs, trim
from claimgraph.extract.look import look
from claimgraph.extract.roles import Piece, assign_roles, role_of_line
from claimgraph.model import Role, Segment, Span

_FIELD = re.compile(r"\W{0,3}(?P<label>\w+)\s*[:=]?\s+(?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?(?![\w.:/-])\s*")
"""A field of a record that was glued to the text: its name, then a date in ISO form."""

_Part = tuple[Span, Role | None]


def _field(paragraph: str) -> int:
    """Return where a glued field (`date 2022-01 `) ends, 0 where there is none."""
    match = _FIELD.match(paragraph)
    known = match and (look().published_start.fullmatch(match["label"]) or look().updated_start.fullmatch(match["label"]))
    return match.end() if match and known else 0


def _split(text: str, span: Span, lang: str, body_start: bool) -> Iterator[_Part]:
    """Yield a paragraph's parts: a glued field, a dateline, the rest; the role is None where others must tell."""
    cut = span.start + _field(span.of(text))
    if cut > span.start:
        yield Span(span.start, cut), "metadata"
    rest = trim(text, Span(cut, span.end))
    if rest is None:
        return
    line = rest.of(text)
    role = role_of_line(line)
    if role in (None, "metadata") and whole_dateline(line, lang):
        role = "dateline" if role is None else role
    elif role is None and (dateline := leading_dateline(line, lang, body_start)):
        yield Span(rest.start, rest.start + dateline.end), "dateline"
        rest = Span(rest.start + dateline.end, rest.end)
    yield rest, role


def _parts(text: str, spans: Sequence[Span], langs: Sequence[str]) -> Iterator[tuple[_Part, str]]:
    """Yield the parts of all paragraphs with the paragraph's language, trimmed and not empty."""
    body_start = True
    for span, lang in zip(spans, langs, strict=True):
        for part, role in _split(text, span, lang, body_start):
            trimmed = trim(text, part)
            if trimmed is not None:
                yield (trimmed, role), lang
                body_start = body_start and (role is not None or len(trimmed.of(text)) < _BODY_LENGTH)


_BODY_LENGTH = 160
"""A piece of at least so many code points without a role of its own is taken for the text's first paragraph."""


def segment(text: str, lang: str | None = None) -> tuple[Segment, ...]:
    """Return the segments of a text in order: they don't overlap and hold all that is not white space.

    `lang` is the declared language of the document (the language of most of the text when None). Offsets are
    code points of the text as it is. Lines of the page around the article are marked by their role, never left out.
    """
    spans = paragraphs(text)
    langs = languages([span.of(text) for span in spans], lang)
    parts = list(_parts(text, spans, langs))
    pieces = [
        Piece(span.of(text), role, number > 0 and parts[number - 1][0][1] == "dateline" and _same_line(text, parts[number - 1][0][0], span))
        for number, ((span, role), _) in enumerate(parts)
    ]
    roles = assign_roles(pieces)
    return tuple(Segment(span, code, role) for ((span, _), code), role in zip(parts, roles, strict=True))


def _same_line(text: str, before: Span, after: Span) -> bool:
    return "\n" not in text[before.end : after.start] and "\r" not in text[before.end : after.start]
