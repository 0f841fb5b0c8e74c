"""What is told of many documents at once is what is told of each two of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from claimgraph.compare.facts import is_kindred
from claimgraph.compare.stories import Stories
from tests.compare.papers import side

WORDS = st.lists(st.sampled_from(["march", "union", "flood", "strike", "court"]), unique=True)


@given(st.lists(WORDS, min_size=1, max_size=6), st.data())
def test_told_at_once_as_one_by_one(told: list[list[str]], data: st.DataObject) -> None:
    stories, documents = Stories(), [f"d{n}" for n in range(len(told))]
    for document, words in zip(documents, told, strict=True):
        stories.add(document, words)
    asked = data.draw(st.lists(st.sampled_from(documents), min_size=1))
    sides = [replace(side(document, 0, 0), story=tuple(told[int(document[1:])])) for document in asked]
    assert stories.kindred(asked).tolist() == [[is_kindred(a, b) for b in sides] for a in sides]
