"""The evidence in context as one HTML page: no script, nothing loaded, readable on paper and in the dark."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from string import Template
from typing import Final

from claimgraph.pack.data import data_text
from claimgraph.pack.excerpts import Excerpt, Text
from claimgraph.pack.records import MEANT, Named, Paper, Part, Relation, Stated

_CLASSES: Final = {
    "content": "content",
    "reporting words": "cue",
    "speaker": "speaker",
    MEANT: "speaker",
    "figure": "figure",
    "date": "date",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: a title, facts about all, claims in order, their relations and texts by document."""

    title: str
    facts: Sequence[tuple[str, str]]
    claims: Sequence[Stated]
    relations: Sequence[Relation]
    texts: Mapping[str, Text]


def page(shown: Shown) -> bytes:
    """Return the page; the same pack gives the same bytes."""
    style = data_text("page.css")
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    body = "\n".join(_body(shown))
    filled = Template(data_text("page.html")).substitute(
        title=_plain(shown.title), style=style, digest=digest, body=body
    )
    return filled.encode()


def _body(shown: Shown) -> Iterator[str]:
    numbers = {claim.iri.value: number for number, claim in enumerate(shown.claims, 1)}
    yield _list(shown.facts)
    yield (
        '<p class="note">Marked: '
        + ", ".join(f'<mark class="{name}">{role}</mark>' for role, name in _CLASSES.items() if role != MEANT)
        + ". Offsets are Unicode code points of the whole text, end exclusive. A claim is what somebody said, "
        "not what is so.</p>"
    )
    if shown.relations:
        yield from _relations(shown.relations, numbers)
    for claim in shown.claims:
        yield from _article(claim, numbers[claim.iri.value], shown.texts[claim.paper.iri.value])


def _relations(relations: Sequence[Relation], numbers: Mapping[str, int]) -> Iterator[str]:
    yield "<h2>How the claims relate</h2>"
    yield "<table><thead><tr><th>claim</th><th>relation</th><th>claim</th><th>reason</th></tr></thead><tbody>"
    for one in relations:
        left, right = (_reference(iri.value, numbers) for iri in (one.left, one.right))
        cells = (left, _plain(spaced(one.kind)), right, _plain(one.reason))
        yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    yield "</tbody></table>"


def _reference(iri: str, numbers: Mapping[str, int]) -> str:
    number = numbers.get(iri)
    return _plain(iri) if number is None else f'<a href="#claim-{number}">{number}</a>'


def spaced(code: str) -> str:
    """Return a code as words.

    >>> spaced("strongerBoundThan")
    'stronger bound than'
    """
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in code).strip()


def _article(claim: Stated, number: int, text: Text) -> Iterator[str]:
    who = claim.speaker.name if claim.speaker else "not named"
    yield f'<article id="claim-{number}"><h2>{number}. {_plain(who)}</h2>'
    ranges = [part.span.range for part in claim.parts]
    for excerpt in text.holding(ranges):
        before, after = excerpt.start > 0, excerpt.end < text.characters
        place = f"code points {excerpt.start} to {excerpt.end} of {text.characters}"
        yield f'<p class="cut">{"… " * before}{place}{" …" * after}</p>'
        yield (
            f'<p class="text" lang="{_plain(claim.language)}" dir="auto" data-document="{_plain(text.document)}" '
            f'data-start="{excerpt.start}">{marked(excerpt, claim.parts)}</p>'
        )
    yield _list([*_origin(claim.paper, claim.via), *((name, spaced(value)) for name, value in claim.traits),
                 ("claim", claim.iri.value), ("SHA-256 of the text", text.sha256)])  # fmt: skip
    yield "</article>"


def _origin(paper: Paper, via: Sequence[Named]) -> Iterator[tuple[str, str]]:
    yield "text", paper.headline
    if paper.publisher:
        yield "published by", paper.publisher.name
    if paper.published:
        yield "published", paper.published
    if via:
        yield "by way of", ", ".join(source.name for source in via)
    if paper.url:
        yield "address", paper.url
    yield "language", paper.language


def _list(facts: Sequence[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{_plain(name)}</dt><dd>{_value(value)}</dd>" for name, value in facts) + "</dl>"


def _value(value: str) -> str:
    words = _plain(value)
    if value.startswith(("https://", "http://")):
        return f'<a href="{words}" rel="noreferrer nofollow">{words}</a>'
    return words


def marked(excerpt: Excerpt, parts: Sequence[Part]) -> str:
    """Return the words of an excerpt as HTML, with those marked that are for something."""
    inside = [part for part in parts if excerpt.start <= part.span.start < part.span.end <= excerpt.end]
    edges = {excerpt.start, excerpt.end, *(edge for part in inside for edge in part.span.range)}
    places = sorted(edges)
    pieces = []
    for start, end in pairwise(places):
        words = _plain(excerpt.text[start - excerpt.start : end - excerpt.start])
        roles = [role for role in _CLASSES if any(part.role == role and _covers(part, start, end) for part in inside)]
        classes = " ".join(dict.fromkeys(_CLASSES[role] for role in roles))
        pieces.append(f'<mark class="{classes}" title="{", ".join(roles)}">{words}</mark>' if roles else words)
    return "".join(pieces)


def _covers(part: Part, start: int, end: int) -> bool:
    return part.span.start <= start and end <= part.span.end


def _plain(words: str) -> str:
    # A browser turns a bare carriage return into a line feed, which would move the offsets.
    return escape(words).replace("\r", "&#13;")
