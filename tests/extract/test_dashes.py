"""Dash quotations whose reporting verb stands in no list."""

from __future__ import annotations

import pytest

from claimgraph.model import Mention, Span
from tests.extract.attribution import read


@pytest.mark.parametrize(
    ("lang", "text", "words", "speaker"),
    [
        ("uk", "– Завтра знову піду до школи, – буркнув Іван Коваль.", "– Завтра знову піду до школи", "Іван Коваль"),
        ("pl", "– Jutro znowu pójdę do szkoły – burknął Jan Kos.", "– Jutro znowu pójdę do szkoły", "Jan Kos"),
        ("uk", "– Хто нас готує? – обурюється Іван Коваль.", "– Хто нас готує?", "Іван Коваль"),
        ("uk", "– Завтра знову піду до школи, – сплюнув Іван Коваль.", "– Завтра знову піду до школи", "Іван Коваль"),
        ("nb", "– I morgen går jeg på skolen, grynter Kari Holm.", "– I morgen går jeg på skolen", "Kari Holm"),
    ],
)
def test_unlisted_verb_before_a_name_reports_a_dash_quotation(lang: str, text: str, words: str, speaker: str) -> None:
    at = text.index(speaker)
    name = Mention(Span(at, at + len(speaker)), "PER", "name", f"PER:{speaker}", "test")
    (claim,) = read(text, lang, (name,)).claims
    assert claim.span.of(text) == words
    assert claim.speaker is not None
    assert claim.speaker.span.of(text) == speaker
