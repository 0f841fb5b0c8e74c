"""The judge of pairs: what it tells of two statements, in any order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.encoder import judge as module
from claimgraph.encoder.judge import KINDS, MOST_PIECES, Judge, judge, spelled

STATEMENTS = st.text(max_size=80)


@settings(max_examples=20, deadline=None)
@given(STATEMENTS, STATEMENTS)
def test_any_two_statements_are_judged_alike_in_both_orders(left: str, right: str) -> None:
    told = judge()(spelled(left), spelled(right))
    assert tuple(told) == KINDS
    assert sum(told.values()) == pytest.approx(1)
    assert told == judge()(spelled(right), spelled(left))


@pytest.mark.parametrize(
    ("left", "right", "kind", "least"),
    [
        ("the bridge collapsed because of a flood", "Міст обвалився через зношені опори", "cause", 0.2),
        ("the minister asked the World Bank for help", "Міністр попросив допомоги в Червоного Хреста", "target", 0.2),
        ("no shots were fired", "поліція відкрила вогонь по натовпу", "polarity", 0.2),
        ("Anna Holm leads the new commission", "Komisją kieruje Jan Nowak", "attribute", 0.2),
        ("the bridge collapsed because of a flood", "Miasto kupi nowe autobusy", "none", 0.8),
    ],
)
def test_statements_on_one_question_are_told_from_others(left: str, right: str, kind: str, least: float) -> None:
    assert judge()(spelled(left), spelled(right))[kind] >= least


def test_long_statements_are_read_in_part() -> None:
    assert len(spelled("word " * 1000)) == 4 * MOST_PIECES


def test_what_was_read_once_is_told_alike_when_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    reader, pairs = Judge(), [(spelled(a), spelled(b)) for a in ("one", "two", "three") for b in ("four", "five")]
    assert [reader(*pair) for pair in pairs] == [Judge()(*pair) for pair in pairs]
