"""Quotation marks: nested, unclosed, apostrophes, mixed pairs."""

from __future__ import annotations

import pytest

from claimgraph.extract.speech.quotations import merge_cut, quotations
from claimgraph.lang import language
from claimgraph.model import Span


def quoted(text: str, lang: str = "en") -> list[str]:
    return [q.of(text) for q in quotations(text, Span(0, len(text)), language(lang).speech.quotes)]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "He said “yes” and “no”.", ["“yes”", "“no”"]),
        ("en", "\"One,\" he said. \"Two.\"", ["\"One,\"", "\"Two.\""]),
        ("en", "“She said ‘go’ twice,” he said.", ["“She said ‘go’ twice,”"]),
        ("en", "The workers' union won't sign.", []),
        ("en", "It's 'over', he said.", ["'over'"]),
        ("en", "He paid 5' and 6\" for it.", []),
        ("en", "“It goes on into the next paragraph.", ["“It goes on into the next paragraph."]),
        ("en", "He sat. “It goes on into the next one.", ["“It goes on into the next one."]),
        ("en", "He sat. \"It is never closed.", []),
        ("uk", "«Мер сказав: „так“», – додала вона.", ["«Мер сказав: „так“»"]),
        ("uk", "ТОВ «Компанія «Основа» виграло", ["«Компанія «Основа»"]),
        ("pl", "„Nie” – powiedział. „Tak\" – dodał.", ["„Nie”", "„Tak\""]),
        ("nb", "«Nei», sa han. ”Jo”, sa hun.", ["«Nei»", "”Jo”"]),
    ],
)  # fmt: skip
def test_quotations_are_the_outermost_ones(lang: str, text: str, expected: list[str]) -> None:
    assert quoted(text, lang) == expected


def test_quotations_keep_to_their_paragraph() -> None:
    text = "a “b\n“c” d"
    assert [q.of(text) for q in quotations(text, Span(5, len(text)), language("en").speech.quotes)] == ["“c”"]


def test_sentences_that_a_quotation_spans_are_one() -> None:
    sentences = [Span(0, 5), Span(6, 10), Span(11, 15)]
    assert merge_cut(sentences, [Span(2, 9)]) == [Span(0, 10), Span(11, 15)]


def test_sentence_that_ends_with_a_quotation_stays() -> None:
    sentences = [Span(0, 5), Span(6, 10)]
    assert merge_cut(sentences, [Span(0, 5)]) == sentences
