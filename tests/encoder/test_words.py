"""Words and windows: nothing is lost, nothing is read twice, windows end where paragraphs or sentences do."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.encoder.words import MOST_WORDS, windows, words

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.text("ab .!?\n«»'-Є́😀", max_size=300)


@given(TEXTS)
def test_words_stand_in_order_where_they_say(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end].startswith(word.text) for word in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not any(sign.isalnum() for sign in _rest(text, [(word.start, word.end) for word in found]))


def _rest(text: str, spans: list[tuple[int, int]]) -> str:
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    return "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


@given(TEXTS, st.integers(1, 40))
def test_windows_are_the_words_in_order(text: str, size: int) -> None:
    found = words(text)
    parts = list(windows(found, size))
    assert [word for part in parts for word in part] == found
    assert all(0 < len(part) <= size for part in parts)


def test_a_blank_and_a_new_line_before_a_word_are_known() -> None:
    found = words("Oslo-\nBergen i dag")
    assert [(word.text, word.blank, word.new_line) for word in found] == [
        ("Oslo", True, False), ("-", False, False), ("Bergen", True, True), ("i", True, False), ("dag", True, False),
    ]  # fmt: skip


def test_short_paragraphs_share_a_window_and_long_ones_end_with_a_sentence() -> None:
    short = "To ord.\n" * 3
    assert len(list(windows(words(short)))) == 1
    long = "Dette er en setning på sju ord. " * 40
    parts = list(windows(words(long)))
    assert len(parts) > 1
    assert all(part[0].text == "Dette" and part[-1].text == "." for part in parts)
    assert all(len(part) <= MOST_WORDS for part in parts)
