"""Names in running text: tables of sentences per language, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.encoder.reading import NamedSpan
from claimgraph.extract.naming.encoded import EncodedNames
from claimgraph.extract.naming.names import find_names
from claimgraph.model import Mention, Segment, Span

TABLE: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "names.toml").read_text(encoding="utf-8")
)
CASES = [(lang, case["text"], case["names"]) for lang, cases in TABLE.items() for case in cases]


def read(text: str, lang: str) -> tuple[Mention, ...]:
    return find_names(text, [Segment(Span(0, len(text)), lang, "body")])


def words(text: str, lang: str) -> list[str]:
    return [f"{mention.kind}:{mention.span.of(text)}" for mention in read(text, lang)]


@pytest.mark.parametrize(("lang", "text", "names"), CASES)
def test_names_of_a_sentence(lang: str, text: str, names: list[str]) -> None:
    assert words(text, lang) == names


def test_surname_alone_is_the_person_named_in_full_in_any_case_form() -> None:
    text = "Minister Wanda Brzezicka otworzyła most. O moście z Brzezicką rozmawiali mieszkańcy."
    first, second = read(text, "pl")
    assert second.span.of(text) == "Brzezicką"
    assert first.entity == second.entity == "PER:Wanda Brzezicka"


def test_surname_alone_is_never_a_known_person_within_the_document() -> None:
    text = "The mayor, Sally Putin, opened the fair. Putin said it was a good year."
    assert {mention.entity for mention in read(text, "en")} == {"PER:Sally Putin"}


def test_name_of_a_shipped_record_is_known() -> None:
    text = "Ministrowie obrony państw NATO spotkali się w Brukseli."
    assert [mention.entity for mention in read(text, "pl")] == ["known:nato", "known:brussels"]


def test_possessive_s_stays_outside_in_english_and_inside_in_norwegian() -> None:
    assert words("Sweden's parliament met.", "en") == ["LOC:Sweden"]
    assert words("Sveriges riksdag møttes.", "nb") == ["LOC:Sveriges"]


def test_name_before_a_hyphen_stands_alone() -> None:
    assert words("Landet blir EU-medlem neste år.", "nb") == ["ORG:EU"]


def test_second_half_of_a_double_name_may_be_in_lower_case() -> None:
    text = "Guvernør Park Dong-il av Busan gikk av."
    encoded = EncodedNames([NamedSpan(Span(9, 21), "PER", -0.1)])
    found = find_names(text, [Segment(Span(0, len(text)), "nb", "body")], encoded)
    assert [m.span.of(text) for m in found if m.kind == "PER"] == ["Park Dong-il"]


def test_beginning_of_a_name_of_the_encoder_needs_no_support() -> None:
    text = "Nye Tider varsler streik. Alle nye avtaler er brutt."
    segments = [Segment(Span(0, len(text)), "nb", "body")]
    encoded = EncodedNames([NamedSpan(Span(0, 9), "ORG", -0.1)])
    assert [m.span.of(text) for m in find_names(text, segments, encoded)] == ["Nye Tider"]


def test_each_segment_is_read_in_its_own_language() -> None:
    text = "Norges regjering svarte.\nУряд Норвегії відповів."
    split = text.index("\n")
    segments = [Segment(Span(0, split), "nb", "body"), Segment(Span(split + 1, len(text)), "uk", "body")]
    found = find_names(text, segments)
    assert [mention.span.of(text) for mention in found] == ["Norges", "Норвегії"]
    assert {mention.entity for mention in found} == {"known:norway"}


def test_heading_in_capitals_is_read_as_written_elsewhere() -> None:
    assert words("HUNGARY AND SLOVAKIA SIGN PACT", "en") == ["LOC:HUNGARY", "LOC:SLOVAKIA"]


PIECES = st.sampled_from(
    [
        "Oslo",
        "Київ",
        "NATO",
        "Emmanuel Macron",
        "🙂",
        "\u00a0",
        " ",
        "\r\n",
        ". ",
        "«",
        "»",
        "й",
        "-",
        "'s",
        "Łódź",
        "x",
        "U.S.",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["en", "uk", "nb", "pl"]))
def test_mentions_are_sorted_disjoint_and_inside_the_text(text: str, lang: str) -> None:
    end = 0
    for mention in read(text, lang):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text).strip() == mention.span.of(text)
        assert mention.entity
        end = mention.span.end


@given(st.lists(PIECES, max_size=20).map("".join))
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text, "en") == read(text, "en")
