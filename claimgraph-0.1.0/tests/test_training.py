"""Training data: tokenised corpora as running text, names as tags."""

from __future__ import annotations

import random

import pytest

from claimgraph.extract.naming.features import features, shape
from claimgraph.extract.naming.line import Line
from claimgraph.extract.tokens import tokenize
from claimgraph.training.crf import tags
from claimgraph.training.data import Name, detokenize
from claimgraph.training.examples import capitals, of_corpus
from claimgraph.training.swaps import Swaps


def test_blanks_before_marks_go_and_names_move_along() -> None:
    text, names = detokenize("« Oslo » , sa Kari Holm .", [Name(2, 6, "LOC"), Name(14, 23, "PER")])
    assert text == "«Oslo», sa Kari Holm."
    assert [(text[name.start : name.end], name.kind) for name in names] == [("Oslo", "LOC"), ("Kari Holm", "PER")]


def test_tags_begin_and_go_on() -> None:
    text = "Kari Holm i Oslo"
    tokens = tokenize(text, 0, len(text))
    assert tags(tokens, [Name(0, 9, "PER"), Name(12, 16, "LOC")]) == ["B-PER", "I-PER", "O", "B-LOC"]


@pytest.mark.parametrize(
    ("word", "pattern"), [("CSTO", "XX"), ("Rosja", "Xx"), ("2022", "0"), ("G7", "X0"), ("–", "–")]
)
def test_shape_of_a_word(word: str, pattern: str) -> None:
    assert shape(word) == pattern


def test_ukrainian_and_polish_words_of_one_sound_share_a_feature() -> None:
    rows = []
    for lang, text in (("uk", "президент"), ("pl", "prezydent")):
        line = Line.of(tokenize(text, 0, len(text)), lang)
        rows.append(set(features(line.words, lang, line.hits)[0]))
    assert "w=prezident" in rows[0] & rows[1]


def test_known_name_is_a_feature() -> None:
    line = Line.of(tokenize("in New Zealand", 0, 14), "en")
    rows = features(line.words, "en", line.hits)
    assert "g=BLOC!" in rows[1]
    assert "g=ILOC!" in rows[2]


def test_names_give_way_to_names_of_the_same_kind_and_ending() -> None:
    texts = [
        ("Спитали Токаєва в Києві", [(8, 15, "PER"), (18, 23, "LOC")]),
        ("Бачили Назарбаєва у Львові", [(7, 17, "PER"), (20, 26, "LOC")]),
        ("Writing FOR Токаєва", [(12, 19, "PER")]),
    ]
    examples = [of_corpus(text, names) for text, names in texts]
    swaps = Swaps(examples[:2])
    chance = random.Random(1)
    made = {tuple(word.text for word in swaps.swapped(examples[0], chance).words) for _ in range(40)}
    assert made == {
        ("Спитали", person, "в", place) for person in ("Токаєва", "Назарбаєва") for place in ("Києві", "Львові")
    }
    assert all(swaps.swapped(e, chance).labels == e.labels for e in examples)


def test_a_name_that_no_text_has_stays() -> None:
    text = capitals(of_corpus("Kari Holm i Oslo", [(0, 9, "PER")]))
    assert Swaps([]).swapped(text, random.Random(1)) == text
