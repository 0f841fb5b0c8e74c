"""Event triggers: every type in every language, ambiguous words, and spans."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.happenings.events import find_events
from claimgraph.extract.lexicon import Lexicon, fold
from claimgraph.lang import language
from claimgraph.model import Segment, Span

TABLE = tomllib.loads(Path(__file__).with_name("events.toml").read_text(encoding="utf-8"))
CASES = [(kind, lang, text) for kind, texts in TABLE.items() for lang, text in texts.items()]
LANGUAGES = ["en", "uk", "nb", "pl"]

AMBIGUOUS = [
    ("uk", "Заручників звільнили з полону.", "Release"),
    ("uk", "Міністра звільнили з посади.", "Dismiss"),
    ("pl", "Prezydent odwołał ministra.", "Dismiss"),
    ("pl", "Rząd wycofał się z podwyżki.", "ReverseMeasure"),
    ("pl", "Rząd wycofał wojska.", "Withdraw"),
    ("en", "They took control of the port.", "Regain"),
    ("en", "The situation is under control.", "UnderControl"),
    ("uk", "Удар по складу стався вночі.", "Bombard"),
    ("pl", "Trener zwolniony z aresztu.", "Release"),
    ("pl", "Za wybuchem stoją najemnicy.", "Cause"),
    ("nb", "Veien blir stengt.", "RestrictAccess"),
]

NO_EVENTS = [
    ("en", "She carried skilled diet plans to the arrestingly blue lake."),
    ("en", "He sat on death row."),
    ("nb", "Han skadefro lo."),
    ("en", "He left of his own accord because of the rain."),
    ("en", "The lifts were sold for scrap."),
    ("uk", "Поїзд їде через Дніпро, квиток за законом безкоштовний."),
    ("nb", "Hun sluttet å velge den gamle treneren."),
    ("pl", "Wieczór był udany, odwołamy się do sądu."),
]


def types(lang: str, text: str) -> list[str]:
    return [event.type for event in find_events(text, [Segment(Span(0, len(text)), lang, "body")])]


@pytest.mark.parametrize(("kind", "lang", "text"), CASES)
def test_type_is_found_in_every_language(kind: str, lang: str, text: str) -> None:
    assert kind in types(lang, text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_languages_know_the_same_types(lang: str) -> None:
    assert set(language(lang).happenings.triggers) == set(TABLE)


@pytest.mark.parametrize(("lang", "text", "kind"), AMBIGUOUS)
def test_ambiguous_word_is_told_by_its_frame(lang: str, text: str, kind: str) -> None:
    assert types(lang, text)[0] == kind


@pytest.mark.parametrize(("lang", "text"), NO_EVENTS)
def test_part_of_a_word_is_no_trigger(lang: str, text: str) -> None:
    assert types(lang, text) == []


def test_longer_phrase_goes_before_a_word_in_it() -> None:
    assert types("en", "an attempted coup d’état") == ["CoupAttempt"]


def test_label_of_the_longest_pattern_wins() -> None:
    lexicon = Lexicon({"short": ["state"], "long": ["state of (?:war|emergency)"]})
    assert [hit.label for hit in lexicon.find("a state of emergency in the state", 0, 33)] == ["long", "short"]


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_triggers_are_in_order_and_inside_the_text(text: str, lang: str) -> None:
    position = 0
    for event in find_events(text, [Segment(Span(0, len(text)), lang, "body")]):
        assert position <= event.trigger.start < event.trigger.end <= len(text)
        position = event.trigger.end
