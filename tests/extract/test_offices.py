"""Offices and memberships are read with the words that say so, and only where the words say so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from claimgraph.extract.naming.membership import find_memberships
from claimgraph.extract.naming.offices import find_offices
from claimgraph.model import Kind, Mention, Segment, Span

CASES = tomllib.loads(Path(__file__).with_name("offices.toml").read_text(encoding="utf-8"))["case"]
_MARK = re.compile(r"\[(PER|ORG|LOC) ([^\]]+)\]")


def parse(marked: str) -> tuple[str, tuple[Mention, ...]]:
    """Return the text without marks, and the names that were marked."""
    text, mentions, last = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        kind = next(kind for kind in get_args(Kind) if kind == mark[1])
        mentions.append(Mention(Span(len(text), len(text) + len(mark[2])), kind, "name", mark[2], "hand"))
        text += mark[2]
        last = mark.end()
    return text + marked[last:], tuple(mentions)


def read(case: dict[str, Any]) -> tuple[str, tuple[Mention, ...], tuple[Segment, ...]]:
    text, mentions = parse(case["text"])
    return text, mentions, (Segment(Span(0, len(text)), case["lang"], "body"),)


@pytest.mark.parametrize("case", [case for case in CASES if "office" in case], ids=lambda case: case["text"][:40])
def test_offices(case: dict[str, Any]) -> None:
    text, mentions, segments = read(case)
    found = [
        [span.of(text) for span in (office.title, office.holder, office.body) if span is not None]
        for office in find_offices(text, segments, mentions)
    ]
    assert found == case["office"]


@pytest.mark.parametrize("case", [case for case in CASES if "member" in case], ids=lambda case: case["text"][:40])
def test_memberships(case: dict[str, Any]) -> None:
    text, mentions, segments = read(case)
    found = [
        [span.of(text) for span in (membership.organization, *membership.members)]
        for membership in find_memberships(text, segments, mentions)
    ]
    assert found == case["member"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_membership_words_hold_all_members(case: dict[str, Any]) -> None:
    text, mentions, segments = read(case)
    for membership in find_memberships(text, segments, mentions):
        assert all(membership.span.contains(member) for member in membership.members)
        assert not membership.span.overlaps(membership.organization)


def test_names_of_other_segments_are_not_read() -> None:
    text, mentions = parse("president\n[PER Bo Ek]")
    segments = (Segment(Span(0, 9), "en", "title"), Segment(Span(10, 15), "en", "body"))
    assert find_offices(text, segments, mentions) == ()
