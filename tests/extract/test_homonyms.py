"""Places told from their namesakes by what stands beside them, and from clubs that bear their name."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from claimgraph.extract.naming.homonyms import words
from claimgraph.extract.naming.identity import identify
from claimgraph.extract.naming.name import Name
from claimgraph.extract.naming.names import find_names
from claimgraph.extract.naming.teams import clubs
from claimgraph.link.known import known
from claimgraph.link.states import country_of, holds, states
from claimgraph.model import Segment, Span

MATCH = (
    "The quarterback threw a touchdown after halftime, and the coach praised his teammates. {} "
    "The playoffs end a long season for the linebackers."
)


def entities(text: str, lang: str = "en") -> dict[str, str | None]:
    """Return the entity of each name, of equal names that of the last."""
    segment = Segment(Span(0, len(text)), lang, "body")
    return {mention.span.of(text): mention.entity for mention in find_names(text, [segment])}


@pytest.mark.parametrize(
    ("text", "lang", "name", "entity"),
    [
        ("They met in Birmingham, Ala., on Monday.", "en", "Birmingham", "known:birmingham-united-states"),
        ("They met in Birmingham, AL, on Monday.", "en", "Birmingham", "known:birmingham-united-states"),
        ("They met in Birmingham, Alabama, on Monday.", "en", "Birmingham", "known:birmingham-united-states"),
        ("They met in Birmingham (Alabama) on Monday.", "en", "Birmingham", "known:birmingham-united-states"),
        ("They met in Birmingham on Monday.", "en", "Birmingham", "known:birmingham"),
        ("They met in Moscow, Idaho, on Monday.", "en", "Moscow", "LOC:Moscow@idaho"),
        ("They met in Paris, Texas, on Monday.", "en", "Paris", "LOC:Paris@texas"),
        ("They met in Paris, France, on Monday.", "en", "Paris", "known:paris"),
        ("Вони зустрілися в Парижі, штат Техас, у понеділок.", "uk", "Парижі", "LOC:Парижі@texas"),
        ("Они встретились в Москве, штат Айдахо, в понедельник.", "ru", "Москве", "LOC:Москве@idaho"),
        ("Spotkali się w Paryżu w stanie Teksas w poniedziałek.", "pl", "Paryżu", "LOC:Paryżu@texas"),
        ("De møttes i Paris, Texas, mandag.", "nb", "Paris", "LOC:Paris@texas"),
        ("They met in Paris, Texas and London.", "en", "Paris", "known:paris"),
        ("They flew to London, Paris, Texas, and Ohio.", "en", "Paris", "known:paris"),
    ],
)
def test_state_behind_a_place_tells_which_is_meant(text: str, lang: str, name: str, entity: str) -> None:
    assert entities(text, lang)[name] == entity


def test_a_place_is_the_same_everywhere_in_a_document() -> None:
    text = "Birmingham, Ala., voted on Monday. Officials in Birmingham counted for days."
    segment = Segment(Span(0, len(text)), "en", "body")
    found = [m.entity for m in find_names(text, [segment]) if m.span.of(text) == "Birmingham"]
    assert found == ["known:birmingham-united-states"] * 2


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("He has houses in Texas, Ohio and north Georgia.", "known:georgia-united-states"),
        ("The mayor of Atlanta, Georgia, resigned.", "known:georgia-united-states"),
        ("The mayor of Tbilisi in Georgia spoke with officials from Texas and Ohio.", "known:georgia"),
        ("Russia, Armenia and Georgia met in Texas.", "known:georgia"),
    ],
)
def test_state_and_country_of_one_name_are_told_apart_by_the_places_around(text: str, entity: str) -> None:
    assert entities(text)["Georgia"] == entity


@pytest.mark.parametrize(
    ("sentence", "club"),
    [
        ("Miami beat Denver 21-14.", True),
        ("Cleveland has had four losing seasons.", True),
        ("Thousands gathered in Miami.", False),
        ("He owns a house in Miami, Florida.", False),
    ],
)
def test_place_that_plays_is_a_club(sentence: str, club: bool) -> None:
    text = MATCH.format(sentence)
    name = sentence.split()[-1].strip(".") if not club else sentence.split()[0]
    name = "Miami" if "Miami" in sentence else name
    found = entities(text)[name]
    assert (found is not None and found.endswith("@team")) == club


@pytest.mark.parametrize(
    "text",
    [
        "Russia beat the deadline and Kyiv lost the vote in parliament.",
        "Moscow defeated the proposal, and the government in London protested.",
        "The governor of Alabama said on Monday that schools would close.",
    ],
)
def test_places_stay_places_where_nobody_plays(text: str) -> None:
    assert not [entity for entity in entities(text).values() if entity and entity.endswith("@team")]


def test_short_names_of_a_club_mean_its_full_name() -> None:
    text = MATCH.format("The Miami Heat lost. Miami fell to 13-18. The Heat need a guard.")
    full, place, short = (text.index(words) for words in ("Miami Heat", "Miami fell", "Heat need"))
    names = clubs(
        text,
        [
            Name(full, full + 10, "ORG", "model", "en"),
            Name(place, place + 5, "LOC", "gazetteer", "en", ("miami",)),
            Name(short, short + 4, "ORG", "model", "en"),
        ],
    )
    assert {mention.entity for mention in identify(text, names)} == {"ORG:Miami Heat"}


def test_a_known_place_without_words_of_its_language_stays() -> None:
    name = Name(0, 5, "LOC", "gazetteer", "xx", ("miami",))
    assert clubs("Miami beat Denver.", [name]) == [name]
    assert words("xx") == {}


def test_states_are_shipped_places_and_hold_what_lies_in_them() -> None:
    assert all(known()[key].kind == "LOC" and country_of(key) in known() for key in states())
    assert holds("texas", "united-states", (29.8, -95.4))
    assert not holds("texas", "united-states", (40.7, -74.0))
    assert not holds("texas", "france", (48.9, 2.3))
    assert holds("texas", "united-states", None)


def test_every_language_has_the_same_tables() -> None:
    tables = tomllib.loads((files("claimgraph.link") / "data" / "homonyms.toml").read_text(encoding="utf-8"))
    assert len({frozenset(table) for table in tables.values()}) == 1
