"""Tests of what negates a statement and what only looks like it."""

from __future__ import annotations

import pytest

from claimgraph.extract.happenings.polarity import negated
from claimgraph.extract.speech.grammar import grammar
from claimgraph.extract.speech.passage import read
from claimgraph.model import Span

DENIED = [
    ("en", "the army did not cross the river"),
    ("nb", "hæren krysset ikke elven"),
    ("pl", "wojsko nie przekroczyło rzeki"),
    ("uk", "армія не перейшла річку"),
]
STATED = [
    ("en", "the army crossed the river"),
    ("en", "the army not only crossed the river"),
    ("nb", "hæren krysset ikke bare elven"),
    ("pl", "o mało nie utonął żołnierz"),
    ("pl", "to wojsko przekroczyło rzekę, a nie policja"),
    ("uk", "армія стояла, доки не прийшла вода"),
]


def is_negated(lang: str, text: str) -> bool:
    span = Span(0, len(text))
    return negated(read(text, span, grammar(lang), (), ()), span)


@pytest.mark.parametrize(("lang", "text"), DENIED)
def test_a_negated_main_clause_denies(lang: str, text: str) -> None:
    assert is_negated(lang, text)


@pytest.mark.parametrize(("lang", "text"), STATED)
def test_other_clauses_and_idle_negations_deny_nothing(lang: str, text: str) -> None:
    assert not is_negated(lang, text)
