"""Vectors of passages: translations lie nearer than other sentences, and only the words asked for count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.encoder import reading, vectors
from claimgraph.encoder.pieces import WIDTH
from claimgraph.encoder.words import words
from claimgraph.model import Span


def likeness(left: str, right: str) -> float:
    """Return the cosine of two passages, each read alone."""
    found = (reading.read(text).vectors.of([Span(0, len(text))]) for text in (left, right))
    a, b = (np.frombuffer(each, np.int8).astype(float) for each in found)
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


@pytest.mark.parametrize(
    "other",
    ["Міст закрили після повені", "Broen ble stengt etter flommen", "Most zamknięto po powodzi"],
)
def test_translation_lies_nearer_than_another_sentence(other: str) -> None:
    statement = "The bridge was closed after the flood"
    assert likeness(statement, other) > likeness(statement, "The minister praised the teachers of the town")


@given(st.lists(st.integers(1, 4), min_size=1, max_size=20))
def test_word_is_the_mean_of_its_pieces(sizes: list[int]) -> None:
    firsts = [1 + sum(sizes[:n]) for n in range(len(sizes))]
    rows = np.concatenate([np.zeros(1), *(np.arange(size) + n for n, size in enumerate(sizes))])
    means = vectors.pooled(rows.astype(np.float32)[:, None], firsts)[:, 0]
    assert np.allclose(means, [n + (size - 1) / 2 for n, size in enumerate(sizes)])


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(0, 60))
def test_only_words_in_the_spans_count(start: int, length: int) -> None:
    text = "a bb ccc dddd eeeee ffffff ggggggg"
    found, span = vectors.Vectors(), Span(start, start + length)
    row = np.eye(7, WIDTH, dtype=np.float32)
    found.add(words(text), row)
    inside = [n for n, word in enumerate(words(text)) if start <= word.start < start + length]
    vector = np.frombuffer(found.of([span]), np.int8)
    assert list(np.flatnonzero(vector)) == inside


def test_long_text_keeps_the_vectors_of_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "MOST_WORDS", 5)
    found = vectors.Vectors()
    for text in ("one two three", "four five six"):
        found.add(words(text), np.ones((3, WIDTH), np.float32))
    assert found.of([Span(0, 3)])
    assert len(found.starts) == 3
