"""Languages that are a data file alone: the claims of their golden sentences."""

from __future__ import annotations

import pytest

from claimgraph.extract.layout.identify import main_language
from claimgraph.lang import language
from tests.extract.attribution import Passage, golden, mistakes

LANGUAGES = ("cs", "de", "ru")
SENTENCES = [passage for lang in LANGUAGES for passage in golden(lang, lang)]


@pytest.mark.parametrize("passage", SENTENCES, ids=lambda passage: f"{passage.lang}: {passage.text[:40]}")
def test_claims_of_a_golden_sentence(passage: Passage) -> None:
    assert mistakes(passage) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_language_of_its_sentences_is_found(lang: str) -> None:
    assert main_language([passage.text for passage in SENTENCES if passage.lang == lang]) == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_type_has_its_words(lang: str) -> None:
    assert set(language(lang).happenings.triggers) == set(language("en").happenings.triggers)
