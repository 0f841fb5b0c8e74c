"""Tokens, sentences and masked addresses, as the name taggers see them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.tokens import mask, split_sentences, tokenize


def test_combining_marks_stay_with_their_letter() -> None:
    text = "Чайка в Одесі".replace("й", "и\u0306")
    assert [token.text for token in tokenize(text, 0, len(text))] == text.split()


def test_apostrophe_inside_a_word_doesnt_split_it() -> None:
    assert [token.text for token in tokenize("прем’єр O'Brien", 0, 15)] == ["прем’єр", "O'Brien"]


def test_clitic_is_a_token_of_its_own() -> None:
    assert [token.text for token in tokenize("Peru’s coast", 0, 12, ("’s",))] == ["Peru", "’s", "coast"]


def test_full_stop_after_an_abbreviation_ends_no_sentence() -> None:
    text = "He met Gen. Smith. Then he left."
    parts = split_sentences(tokenize(text, 0, len(text)), frozenset(["gen"]))
    assert [part[0].text for part in parts] == ["He", "Then"]


def test_addresses_are_masked_at_the_same_length() -> None:
    text = "[Oslo](https://a.no/Bergen) and a@Oslo.no"
    assert len(mask(text)) == len(text)
    assert "Bergen" not in mask(text)
    assert mask(text).startswith("[Oslo")


@given(st.text(max_size=80))
def test_tokens_are_the_words_at_their_offsets(text: str) -> None:
    for token in tokenize(text, 0, len(text)):
        assert text[token.start : token.end] == token.text
        assert not token.text.isspace()
