"""A model's answer becomes claims on words that stand in the text, and everything else is dropped."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extractors.anchors import Anchors
from claimgraph.extractors.pointing import Pointed, anchored, statements
from claimgraph.model import Claim, Segment, Span

TEXT = (
    'The mayor said the dam would hold. "We had luck," Ann Cole said, "and help."\n\nBo Day called it "a lie" in May.'
)
SEGMENTS = [Segment(Span(0, 76), "en", "body"), Segment(Span(78, len(TEXT)), "en", "body")]


def point(said: Pointed) -> Claim | None:
    return anchored(said, Anchors(TEXT, Span(0, len(TEXT))), SEGMENTS, "endpoint")


def test_words_become_a_claim() -> None:
    claim = point(Pointed("The mayor", "the dam would hold", "said"))
    assert claim is not None
    assert claim.speaker is not None
    assert claim.cue is not None
    assert [s.of(TEXT) for s in (*claim.spans, claim.speaker.span, claim.cue)] == [
        "the dam would hold",
        "The mayor",
        "said",
    ]
    assert (claim.form, claim.fidelity, claim.sieve, claim.lang) == ("indirect", "paraphrase", "endpoint", "en")


def test_content_in_pieces() -> None:
    claim = point(Pointed("Ann Cole", ["We had luck", "and help"], None))
    assert claim is not None
    assert [s.of(TEXT) for s in claim.spans] == ['"We had luck,"', '"and help."']
    assert (claim.form, claim.fidelity, claim.cue) == ("direct", "verbatim", None)


def test_quotation_inside_makes_it_mixed() -> None:
    claim = point(Pointed("Bo Day", 'it "a lie" in May', "called"))
    assert claim is not None
    assert claim.form == "mixed"


@pytest.mark.parametrize(
    "said",
    [
        Pointed("The mayor", "the dam would break"),
        Pointed("The governor", "the dam would hold"),
        Pointed("The mayor", "hold"),
        Pointed("The mayor", []),
        Pointed("", "the dam would hold"),
        Pointed("Ann Cole", ["and help", "We had luck"]),
        Pointed("Ann Cole", ["We had luck", "and more"]),
    ],
)
def test_what_cannot_be_copied_is_dropped(said: Pointed) -> None:
    assert point(said) is None


def test_cue_of_another_paragraph_is_none() -> None:
    claim = point(Pointed("The mayor", "the dam would hold", "called"))
    assert claim is not None
    assert claim.cue is None


ONE = {"speaker": "A", "content": ["b c"], "cue": None}


@pytest.mark.parametrize(
    ("answer", "right", "wrong"),
    [
        (json.dumps({"claims": [ONE, ONE]}), 2, 0),
        ("```json\n" + json.dumps({"claims": [ONE]}) + "\n```", 1, 0),
        (json.dumps({"claims": [ONE, {"speaker": 7}, "x"]}), 1, 2),
        (json.dumps({"claims": []}), 0, 0),
        (json.dumps({"claims": "none"}), 0, 1),
        (json.dumps([ONE]), 0, 1),
        ("I can't do that.", 0, 1),
        ("", 0, 1),
        ("{" * 9000, 0, 1),
        ('{"claims":' + "[" * 9000 + "]" * 9000 + "}", 0, 1),
    ],
)
def test_answers(answer: str, right: int, wrong: int) -> None:
    found = statements(answer)
    assert (sum(item is not None for item in found), sum(item is None for item in found)) == (right, wrong)


COPIED = st.text(max_size=12) | st.sampled_from(
    ["Ann Cole", "We had luck", "and help", "said", "the dam would hold", '"']
)


@given(COPIED, st.lists(COPIED, max_size=3) | COPIED, COPIED)
def test_every_claim_stands_on_words(speaker: str, content: str | list[str], cue: str) -> None:
    claim = point(Pointed(speaker, content, cue))
    if claim is not None:
        assert claim.speaker is not None
        spans = [*claim.spans, claim.speaker.span, *([claim.cue] if claim.cue else [])]
        assert all(0 <= s.start < s.end <= len(TEXT) for s in spans)
        assert list(claim.spans) == sorted(claim.spans)
