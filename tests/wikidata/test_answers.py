"""Answers are found, not found or failed, whatever their shape."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.wikidata.answers import Entity, Failed, Found, NotFound, fetched, searched
from tests.wikidata.asking import ONE, THREE, TWO


@pytest.mark.parametrize(
    "told",
    [
        None,
        "Q900000001",
        {"id": TWO, "type": "item"},
        {"id": TWO, "type": "item", "redirects": {"from": THREE, "to": TWO}},
        {"id": ONE, "type": "property"},
        {"id": 7, "type": "item"},
        {"type": "item"},
    ],
)
def test_answer_about_something_else_is_a_failure(told: Any) -> None:
    assert isinstance(fetched(ONE, {"entities": {ONE: told}}), Failed)


def test_record_is_handed_on_as_it_came() -> None:
    told = {"id": ONE, "type": "item", "labels": []}
    assert fetched(ONE, {"entities": {ONE: told}}) == Found(ONE, Entity(ONE, told))


KEYS = ["entities", "search", "id", "type", "match", "redirects", "missing", "label", ONE]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just(ONE),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(KEYS), inner),
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_any_json_is_judged_without_an_error(answer: dict[str, Any]) -> None:
    said = searched("x", answer)
    assert isinstance(said, Found | NotFound | Failed)
    assert not isinstance(said, NotFound) or "search" in answer
    told = fetched(ONE, answer)
    assert told is None or isinstance(told, Found | NotFound | Failed)
