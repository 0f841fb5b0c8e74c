"""Copied words are found at their offsets whatever their marks and blanks, and never where they don't stand."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extractors.anchors import Anchors
from claimgraph.extractors.windows import pieces, windows
from claimgraph.model import Segment, Span

TEXT = "Kari Holm said: «We\u00a0can’t\n wait – not now.» Kari left. Caf\u0065\u0301 Nord burned, Karin said."


def anchors(text: str = TEXT) -> Anchors:
    return Anchors(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("copied", "words"),
    [
        ("Kari Holm", ["Kari Holm"]),
        ("Kari", ["Kari", "Kari"]),
        ('"We can\'t wait - not now."', ["«We\u00a0can’t\n wait – not now.»"]),
        ("  We   can't", ["We\u00a0can’t"]),
        ("Café Nord", ["Caf\u0065\u0301 Nord"]),
        ("Cafe Nord", []),
        ("Caf", []),
        ("we can't", []),
        ("Holm say", []),
        ("– …", []),
        ("", []),
    ],
)
def test_copied_words(copied: str, words: list[str]) -> None:
    assert [span.of(TEXT) for span in anchors().find(copied)] == words


def test_nearest_place_outside_of_the_claim() -> None:
    second = anchors().find("Kari")[1]
    assert anchors().nearest("Kari", Span(second.end, second.end + 5)) == second
    assert anchors().nearest("Kari", second) != second
    assert anchors().nearest("Ola", second) is None


@pytest.mark.parametrize(
    ("copied", "words"),
    [
        ("We can't wait - not now", "«We\u00a0can’t\n wait – not now.»"),
        ("wait - not now", "wait – not now"),
        ("Kari left", "Kari left"),
    ],
)
def test_quotation_marks_around_the_words_belong_to_them(copied: str, words: str) -> None:
    (span,) = anchors().find(copied)
    assert anchors().quoted(span).of(TEXT) == words


def test_words_outside_of_the_window_are_not_there() -> None:
    assert Anchors(TEXT, Span(0, 9)).find("Kari left") == []
    assert Anchors(TEXT, Span(45, len(TEXT))).find("said")[0].start > 45


LETTERS = st.text(alphabet="ab é\u0301\n«»\"'–-…\u200b.", max_size=40)


@given(LETTERS, LETTERS)
def test_what_is_found_reads_as_what_was_copied(text: str, copied: str) -> None:
    for span in anchors(text).find(copied):
        assert letters(span.of(text)) == letters(copied)


@given(st.text(max_size=60), st.data())
def test_words_of_a_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    copied = text[start : data.draw(st.integers(start, len(text)))].split()
    for word in copied:
        if word == text and word.isalnum():
            assert anchors(text).find(word)


def letters(words: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", words) if sign.isalnum())


@given(st.text(alphabet="ab .!\n", max_size=80), st.integers(1, 20))
def test_pieces_are_the_text_and_fit(text: str, size: int) -> None:
    found = list(pieces(text, Span(0, len(text)), size))
    assert "".join(span.of(text) for span in found) == text
    assert all(span.end - span.start <= size for span in found)


@given(st.lists(st.text(alphabet="ab .", min_size=1, max_size=30), max_size=6), st.integers(1, 40))
def test_windows_hold_every_segment_and_fit(paragraphs: list[str], size: int) -> None:
    text, segments, start = "\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        segments.append(Segment(Span(start, start + len(paragraph)), "en", "body"))
        start += len(paragraph) + 1
    found = list(windows(text, segments, size))
    assert all(0 < span.end - span.start <= size for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {place for span in found for place in range(span.start, span.end)}
    assert all(place in covered for s in segments for place in range(s.span.start, s.span.end))
