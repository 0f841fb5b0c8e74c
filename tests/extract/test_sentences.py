"""A full stop ends a sentence unless an abbreviation, an initial or a figure says otherwise."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extract.layout.sentences import sentences
from claimgraph.lang import codes
from claimgraph.model import Segment, Span

# Sentences of a paragraph are divided by " | ".
PARAGRAPHS = {
    "en": [
        "Mr. Smith met J. R. Hartley at 8 p.m. Monday. | He left.",
        "The U.S. Secretary of State spoke. | U.S. officials agreed. | He lives in the U.S. | The end.",
        "On Jan. 10 he spoke. | “We won,” he said. | “They lost.” | Then she left... and came back.",
        "It rose 3.5 percent to No. 2. | Acme Inc. said so on Tuesday of last week. | Really?! | \"Stop!\" he said.",
        "Gen. W. T. Sherman and Sen. J. Doe Jr. met in St. Louis, Mo. on Feb. 3. | They talked.",
        "1. Blackberries are good. | 2. Walnuts are better.",
        "He sold it to Acme Co. | The price was not disclosed.",
        "“We will win. | They know it,” she said. | “(Laughter.)” | Nobody laughed.",
        "It was 2022. | Then came 2023.",
        "See example.org for more. | It helps.",
        "He told Example.Com and e.g. Site.Net that it was over. | Nobody believed him.",
    ],
    "nb": [
        "Det skjedde 10. januar kl. 15.30. | Minst 12. | Politiet kom.",
        "Han kjøpte epler, pærer, plommer osv. | Deretter dro han.",
        "– Ja, sier dr. Hansen. | – Nei!",
        "Det bor ca. 2.030 mennesker der, bl.a. flyktninger. | 17. mai er fridag.",
        "«Vi vant.» | Han smilte.",
    ],
    "pl": [
        "W 2021 r. Rosja zrobiła to. | Było to 10 stycznia 2021 r. | Prezydent mówił o tym.",
        "To 10. rocznica wybuchu II wojny światowej. | Gen. W. Jaruzelski był np. w Warszawie.",
        "- Tak - stwierdził prof. Kowalski. | - Potem chcieli zająć stolicę - dodał.",
        "Kosztowało to miasto ok. 5 tys. zł. | Koniec.",
        "W latach 30. XIX wieku Wlk. Brytania rosła. | Było ich 30. | Potem spadła.",
        "„Nie ma zgody.” | Minister wyszedł z sali m.in. z posłami.",
    ],
    "uk": [
        "У 2014 р. Росія анексувала Крим. | Це сталося на початку березня 2014 р. | Президент промовчав.",
        "Президент сказав: «Так!». | Ю. Тимошенко приїхала до м. Київ. | «Ми перемогли». | Він пішов.",
        "– Так! – сказав він. | – Ні.",
        "Загинули близько 5 тис. осіб, у т.ч. діти. | Він не відповів…",
        "Ціна зросла на 3,5 млн грн. | Уряд мовчить.",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("lang", "marked"), [(lang, text) for lang, texts in PARAGRAPHS.items() for text in texts])
def test_sentences(lang: str, marked: str) -> None:
    text = marked.replace(" | ", " ")
    found = sentences(text, Segment(Span(0, len(text)), lang, "body"))
    assert [span.of(text) for span in found] == marked.split(" | ")


def test_segment_within_a_text_keeps_its_offsets() -> None:
    text = "😀 Before. One. Two. After."
    start = text.index("One")
    found = sentences(text, Segment(Span(start, start + 9), "en", "body"))
    assert [span.of(text) for span in found] == ["One.", "Two."]


def test_lost_space_does_not_join_sentences() -> None:
    text = "Він пішов.Вона лишилася. Сайт Lenta.Ru мовчить."
    found = sentences(text, Segment(Span(0, len(text)), "uk", "body"))
    assert [span.of(text) for span in found] == ["Він пішов.", "Вона лишилася.", "Сайт Lenta.Ru мовчить."]


def test_many_abbreviations_take_no_quadratic_time() -> None:
    text = "Mr. X. " * 50_000
    assert len(sentences(text, Segment(Span(0, len(text)), "en", "body"))) == 1


@pytest.mark.parametrize("space", ["\r\n", "\n", "\u00a0", "\u202f", "  ", "\t"])
def test_any_white_space_divides(space: str) -> None:
    text = f"Вона прийшла.{space}Він пішов."
    assert len(sentences(text, Segment(Span(0, len(text)), "uk", "body"))) == 2


@given(st.text(st.sampled_from("aBжЇ1.!?…\"'«»“”– \n\u00a0\u0301😀()"), max_size=60), st.sampled_from(codes()))
def test_sentences_are_in_order_and_cover_the_segment(text: str, lang: str) -> None:
    found = sentences(text, Segment(Span(0, len(text)), lang, "body"))
    covered = {place for span in found for place in range(span.start, span.end)}
    assert covered >= {place for place, char in enumerate(text) if not char.isspace()}
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert all(span.of(text) == span.of(text).strip() != "" for span in found)
