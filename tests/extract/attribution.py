"""The attribution gold, and how a passage is judged: the words of each claim and of its speaker, exactly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from claimgraph.extract.speech.claims import Claims, find_claims
from claimgraph.model import Claim, Mention, Segment, Span
from tests.shared import GOLD

LANGUAGES = ("en", "nb", "pl", "uk")
EDGES = " \"«»„”“–—-.,'‘’`"
"""Marks at the edges that don't count: whether a quotation has its marks is no question of attribution."""


@dataclass(frozen=True)
class Expected:
    """A claim that an annotator expects."""

    words: str
    speaker: str
    denotes: str


@dataclass(frozen=True)
class Passage:
    """A gold passage: text, mentions, and the claims in it."""

    lang: str
    text: str
    mentions: tuple[Mention, ...]
    expected: tuple[Expected, ...]


def passages(lang: str) -> Iterator[Passage]:
    """Return the gold passages of a language."""
    for name in (lang, f"dev-{lang}"):
        yield from golden(name, lang)


def golden(name: str, lang: str) -> Iterator[Passage]:
    """Return the passages of one gold file."""
    with (GOLD / f"{name}.toml").open("rb") as file:
        yield from (_passage(lang, row) for row in tomllib.load(file)["sentence"])


def _passage(lang: str, row: dict[str, Any]) -> Passage:
    text = row["text"]
    found = [
        Mention(Span(match.start(), match.end()), m["type"], "name", f"{m['type']}:{m['text']}", "gold")
        for m in row.get("mentions", [])
        for match in re.finditer(re.escape(m["text"]), text)
    ]
    expected = (Expected(c["text"], c["speaker"], c.get("denotes", "")) for c in row.get("claims", []))
    return Passage(lang, text, tuple(sorted(found, key=lambda m: m.span)), tuple(expected))


def segments(text: str, lang: str) -> tuple[Segment, ...]:
    """Return the lines of a text as segments; one that ends without a full stop is a title."""
    return tuple(
        Segment(Span(m.start(), m.end()), lang, "body" if re.search(r"[.!?…][\"”»“')]*$", m[0]) else "title")
        for m in re.finditer(r"[^\n]+", text)
    )


def read(text: str, lang: str, mentions: tuple[Mention, ...] = ()) -> Claims:
    """Return what is attributed in a text."""
    return find_claims(text, segments(text, lang), mentions)


def bare(words: str) -> str:
    """Return words without the marks at their edges."""
    return words.strip(EDGES)


def mistakes(passage: Passage) -> list[str]:
    """Return what is wrong in the claims read in a passage, empty where all are right."""
    left = list(read(passage.text, passage.lang, passage.mentions).claims)
    wrong = []
    for expected in passage.expected:
        found = next((c for c in left if bare(c.span.of(passage.text)) == bare(expected.words)), None)
        if found is None:
            wrong.append(f"missing: {expected.words}")
            continue
        left.remove(found)
        if not _has_speaker(passage, found, expected):
            wrong.append(f"speaker of {expected.words}: {_speaker(passage, found)}, not {expected.speaker}")
    return [*wrong, *(f"extra: {c.span.of(passage.text)}" for c in left)]


def _speaker(passage: Passage, claim: Claim) -> str:
    return claim.speaker.span.of(passage.text) if claim.speaker else ""


def _has_speaker(passage: Passage, claim: Claim, expected: Expected) -> bool:
    entity = (claim.speaker.entity if claim.speaker else None) or ""
    denoted = not expected.denotes or entity.partition(":")[2] == expected.denotes
    return denoted and bare(_speaker(passage, claim)) == bare(expected.speaker)
