"""Word patterns and the lexicon made of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from claimgraph.errors import LanguageDataError
from claimgraph.extract.speech.grammar import Tag, grammar
from claimgraph.extract.speech.patterns import Lexicon, PatternError, expand, folded, subjects
from claimgraph.lang import codes, language


@pytest.mark.parametrize(
    ("pattern", "forms"),
    [
        ("said", ["said"]),
        ("sa{id,y}", ["said", "say"]),
        ("{a,b} {c,d}", ["a c", "a d", "b c", "b d"]),
        ("go<v>", ["go", "goes"]),
        ("*ing", ["*ing"]),
        ("la ~ til", ["la ~ til"]),
    ],
)
def test_patterns_are_spelled_out(pattern: str, forms: list[str]) -> None:
    assert expand(pattern, {"v": ["", "es"]}) == forms


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("sa{id,y", "brace without its partner"),
        ("{g{å,ikk,løp} bort", "brace without its partner"),
        ("said}", "brace without its partner"),
        ("sa}id{", "closes nothing"),
        ("go<w>", "no endings named w, only v"),
    ],
)
def test_pattern_that_cannot_be_spelled_out_is_named(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason) as caught:
        expand(pattern, {"v": ["", "es"]})
    assert repr(pattern) in str(caught.value)


def test_wrong_pattern_of_a_language_is_told_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    english = language("en")
    broken = replace(english, speech=replace(english.speech, question_words=("wh{o,at",)))
    monkeypatch.setattr("claimgraph.extract.speech.grammar.language", lambda code: broken)
    with pytest.raises(LanguageDataError, match=r"language file en\.toml: pattern 'wh{o,at': a brace"):
        grammar.__wrapped__("en")


def test_forms_of_a_subject_stand_before_the_bar() -> None:
    assert subjects("міністр{|а,у}", {}) == ["міністр"]
    assert expand("міністр{|а,у}", {}) == ["міністр", "міністра", "міністру"]


def test_words_are_found_in_any_case_apostrophe_and_composition() -> None:
    assert folded("ПРЕМ’ЄР") == "прем'єр"
    assert folded("й") == "й"


def test_genitive_has_the_tags_of_its_noun_only() -> None:
    lexicon = Lexicon({1: ["chief"], 2: ["chief"]}, genitives=("'s",), kept=1)
    assert lexicon.entry("chief's").tags == 1
    assert lexicon.entry("chief").tags == 3


@pytest.mark.parametrize("lang", codes())
def test_every_pattern_of_a_language_can_be_spelled_out(lang: str) -> None:
    speech = language(lang).speech
    assert grammar(lang).lexicon is grammar(lang).lexicon
    assert all(expand(p, speech.endings) for patterns in speech.cues.values() for p in patterns)


@pytest.mark.parametrize(
    ("lang", "word", "tag"),
    [
        ("en", "said", Tag.NEUTRAL),
        ("nb", "hevder", Tag.DISTANCING),
        ("uk", "заперечила", Tag.DENYING),
        ("pl", "obiecali", Tag.COMMISSIVE),
        ("uk", "президент", Tag.SUBJECT),
        ("en", ",", Tag.COMMA),
        ("nb", "–", Tag.DASH),
    ],
)
def test_words_have_the_tags_of_their_table(lang: str, word: str, tag: int) -> None:
    assert grammar(lang).lexicon.entry(word).tags & tag


def test_oblique_noun_is_no_subject() -> None:
    assert not grammar("uk").lexicon.entry("президента").tags & Tag.SUBJECT
