"""Words of texts on a terminal: no control character gets through, no line is wider than it may be."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.review.display import escaped, fitted, json_safe, width

TEXT = st.text(st.characters(), max_size=200)
HOSTILE = "Lind\x1b]0;owned\x07\x1b[2J\r\n\x9b31m\u202etxt\u2028\u2066\x00\x7f\x85"


TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def is_harmless(text: str) -> bool:
    return not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in TURNING for char in text)


def test_hostile_names_are_written_out() -> None:
    shown = escaped(HOSTILE)
    assert shown.startswith(r"Lind\x1b]0;owned\x07\x1b[2J")
    assert r"\x9b31m\u202etxt\u2028\u2066\x00\x7f" in shown
    assert is_harmless(shown)


def test_a_tower_of_marks_stays_in_its_line() -> None:
    assert len(escaped("a" + "\u0301" * 500)) == 5


@given(TEXT)
def test_nothing_that_moves_the_cursor_gets_through(text: str) -> None:
    assert is_harmless(escaped(text))
    assert is_harmless(fitted(text, 30))
    assert is_harmless(json_safe(json.dumps(text, ensure_ascii=False)))


@given(TEXT, st.integers(2, 100))
def test_no_line_is_wider_than_it_may_be(text: str, columns: int) -> None:
    assert width(fitted(text, columns)) <= columns


@given(TEXT)
def test_json_is_still_the_same(text: str) -> None:
    assert json.loads(json_safe(json.dumps(text, ensure_ascii=False))) == text


def test_letters_of_any_script_stay() -> None:
    for text in ("Łódź", "Касим-Жомарт", "Қасым", "東京", "می‌خواهم", "o'Brien – «так»"):
        assert escaped(text) == text
