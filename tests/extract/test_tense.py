"""The tense of claims: sentences by language, infinitives, and values in order whatever the text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract.speech.grammar import grammar
from claimgraph.extract.speech.passage import read as read_words
from claimgraph.extract.speech.tense import tense
from claimgraph.lang import codes
from claimgraph.model import Span, Tense
from tests.extract.attribution import read

TABLE: dict[str, list[list[str]]] = tomllib.loads(Path(__file__).with_name("tenses.toml").read_text(encoding="utf-8"))
ROWS = [(lang, words, tuple(expected.split())) for lang, rows in TABLE.items() for expected, words in rows]
ORDER = list(get_args(Tense))


def tenses(lang: str, words: str) -> tuple[Tense, ...]:
    """Return the tenses of some words without names or a cue."""
    span = Span(0, len(words))
    return tense(read_words(words, span, grammar(lang), (), ()), (span,), "neutral")


@pytest.mark.parametrize(("lang", "words", "expected"), ROWS)
def test_the_main_verbs_decide(lang: str, words: str, expected: tuple[str, ...]) -> None:
    assert tenses(lang, words) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The company promised to build two schools.", ["future"]),
        ("en", "The prosecutor demanded that the minister will resign.", ["future"]),
        ("en", "The driver claimed to have seen nothing.", ["past"]),
        ("en", "The union said that talks had failed.", ["past"]),
        ("en", "The minister asked whether the road is open.", ["present"]),
        ("nb", "Selskapet lovet å bygge to skoler.", ["future"]),
        ("nb", "Politiet sier at mannen er løslatt.", ["past"]),
        ("pl", "Związek zażądał, żeby rząd cofnął podwyżkę.", ["future"]),
        ("pl", "Policja podała, że pożar ugaszono.", ["past"]),
        ("uk", "Профспілка вимагає, щоб уряд звільнив директора.", ["future"]),
        ("uk", "Компанія пообіцяла збудувати дві школи.", ["future"]),
    ],
)
def test_what_is_promised_or_demanded_is_future(lang: str, text: str, expected: list[str]) -> None:
    (claim,) = read(text, lang).claims
    assert list(claim.tense) == expected


def test_the_first_sentence_with_a_verb_decides() -> None:
    assert tenses("en", "Not now. We will wait. They were late.") == ("future",)


PIECES = st.sampled_from(
    ["and ", "who ", "was ", "will ", "closed ", "to ", "have ", ", ", ". ", "będzie ", "który ", "był ", "och ", "«",
     "буде ", "що ", "сказав ", "wird ", "hat ", "gekommen ", "har ", "skal ", "ha ", "би ", "- ", "(", "we ", "nor "]
) | st.text(max_size=5)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(codes()))
def test_values_are_distinct_and_in_order(text: str, lang: str) -> None:
    found = [ORDER.index(value) for value in tenses(lang, text)]
    assert found == sorted(set(found))
