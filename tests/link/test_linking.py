"""Links to the items of an index: who is taken, who is turned down, and that no order matters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.entity import Entity, Link
from claimgraph.link.copying import copied
from claimgraph.link.linking import linked
from claimgraph.link.local import LocalEntity, Spelling
from claimgraph.link.offices import fits, holds
from claimgraph.link.ranking import decision, shipped, weights
from claimgraph.link.resolve import Found, Resolution, resolve
from claimgraph.model import Kind
from claimgraph.wikidata.entity import Held, Item
from tests.link.shelf import REGION, Shelf

MINISTER = Item(
    "Q900000001", "PER", {"en": ("Nora Lindqvist",), "uk": ("Нора Ліндквіст",)}, prior=20, country="Q20",
    offices=(Held("Q900000010", "2019-06", "2022-03"),), memberships=(Held("Q900000004"),),
)  # fmt: skip
SINGER = Item("Q900000002", "PER", {"en": ("Nora Lindqvist",)}, prior=20, country="Q30")
ANCESTOR = Item("Q900000003", "PER", {"en": ("Nora Lindqvist",)}, prior=20, country="Q20", end="1711")
UNION = Item("Q900000004", "ORG", {"en": ("Harbour Union", "HU")}, prior=12, country="Q20")
OFFICE = Item("Q900000005", "ORG", {"en": ("Norwegian Fjord Office",)}, prior=60, country="Q20")
NAMESAKES = Shelf((MINISTER, SINGER, ANCESTOR, UNION, OFFICE))


def local(document: str, kind: Kind, words: str, lang: str = "en", **more: object) -> Found:
    entity = LocalEntity(f"{kind}:{words}", kind, (Spelling(words, lang, 1),))
    return document, replace(entity, **more)  # type: ignore[arg-type]


def run(*found: Found, shelf: Shelf = NAMESAKES) -> Resolution:
    return linked(resolve(found), found, shelf)


def only(resolution: Resolution) -> Entity:
    (entity,) = resolution.entities
    return entity


def links(entity: Entity) -> list[tuple[str | None, str]]:
    return [(link.qid, link.status) for link in entity.links]


def test_a_name_of_one_item_in_full_is_linked_with_score_version_and_reason() -> None:
    entity = only(run(local("a", "PER", "Nora Lindqvist"), shelf=Shelf([MINISTER])))
    assert entity.qid == "Q900000001"
    (link,) = entity.links
    assert (link.status, link.method, link.version) == ("auto", "index", "shelf-0")
    assert decision().exact <= link.score < 1
    assert link.reason == "Nora Lindqvist: its label is this name; about as well known as 20 sitelinks make it"


@pytest.mark.parametrize(
    ("words", "lang"),
    [("Нору Ліндквіст", "uk"), ("Нора Аксенівна Ліндквіст", "uk"), ("Nory Lindqvist", "pl"), ("NORA LINDQVIST", "en")],
)
def test_case_forms_scripts_and_a_patronymic_lead_to_the_same_item(words: str, lang: str) -> None:
    entity = only(run(local("a", "PER", words, lang), shelf=Shelf([MINISTER])))
    assert entity.links[0].qid == "Q900000001"


def test_namesakes_without_context_stay_nil_and_the_best_is_kept() -> None:
    entity = only(run(local("a", "PER", "Nora Lindqvist")))
    assert entity.qid is None
    assert links(entity)[0] == (None, "nil")
    assert links(entity)[1][1] == "rejected"
    assert sum(link.score for link in entity.links) <= 1


def test_an_office_held_at_the_date_of_the_text_tells_namesakes_apart() -> None:
    assert (
        only(run(local("a", "PER", "Nora Lindqvist", date="2022-01-10", titles=(("minister", "en"),)))).qid
        == "Q900000001"
    )


def test_the_country_of_the_text_tells_namesakes_apart() -> None:
    assert only(run(local("a", "PER", "Nora Lindqvist", countries=("united-states",)))).qid == "Q900000002"


def test_company_in_the_text_tells_namesakes_apart() -> None:
    beside = local("a", "ORG", "Harbour Union")
    alone = run(local("a", "PER", "Nora Lindqvist", date="2022", countries=("norway",)))
    assert only(alone).qid is None
    both = run(local("a", "PER", "Nora Lindqvist", date="2022", countries=("norway",)), beside)
    assert {entity.qid for entity in both.entities} == {"Q900000001", "Q900000004"}


def test_a_bare_surname_and_a_bare_acronym_stay_nil() -> None:
    assert links(only(run(local("a", "PER", "Lindqvist")))) == [(None, "nil")]
    famous = Shelf([replace(UNION, prior=300)])
    assert only(run(local("a", "ORG", "HU"), shelf=famous)).qid is None
    both = (Spelling("HU", "en", 3), Spelling("Harbour Union", "en", 1))
    assert only(run(local("a", "ORG", "HU", spellings=both), shelf=famous)).qid == "Q900000004"


def test_an_acronym_whose_long_form_is_another_is_no_candidate() -> None:
    other = (Spelling("HU", "en", 3), Spelling("Hunters United", "en", 1))
    assert links(only(run(local("a", "ORG", "HU", spellings=other)))) == [(None, "nil")]


def test_a_name_that_only_sounds_alike_in_its_own_language_is_doubtful() -> None:
    town = Shelf([Item("Q900000006", "LOC", {"en": ("Altoona",)}, prior=60)])
    assert only(run(local("a", "LOC", "Altona"), shelf=town)).qid is None
    assert only(run(local("a", "LOC", "Алтона", "uk"), shelf=town)).links[0].qid == "Q900000006"


def test_a_name_that_sounds_alike_but_shares_few_letters_is_no_candidate() -> None:
    city = Shelf([Item("Q900000006", "LOC", {"en": ("Jaipur",)}, prior=60)])
    assert links(only(run(local("a", "LOC", "Джаджпур", "uk"), shelf=city))) == [(None, "nil")]


def test_a_part_of_a_shipped_country_is_not_the_country() -> None:
    spain = Shelf([Item("Q29", "LOC", {"en": ("Spain",), "mul": ("Fjordland", "Mallorca")}, prior=250)])
    assert links(only(run(local("a", "LOC", "Mallorkaland"), shelf=spain))) == [(None, "nil")]
    assert links(only(run(local("a", "LOC", "Fjordland"), shelf=spain))) == [(None, "nil")]


def test_a_word_is_not_the_acronym_with_its_letters() -> None:
    academy = Shelf([Item("Q900000007", "ORG", {"en": ("Academy of Acting", "RADA")}, prior=60)])
    assert links(only(run(local("a", "ORG", "Rada"), shelf=academy))) == [(None, "nil")]
    assert ("Q900000007", "auto") in links(only(run(local("a", "ORG", "RADA"), shelf=academy)))


def test_a_name_of_another_kind_is_no_candidate() -> None:
    assert links(only(run(local("a", "LOC", "Harbour Union")))) == [(None, "nil")]


def test_what_began_after_the_text_is_not_meant() -> None:
    later = replace(UNION, start="2030")
    assert only(run(local("a", "ORG", "Harbour Union", date="2022-01"), shelf=Shelf([later]))).qid is None


def test_entities_of_one_item_become_one_and_a_shipped_record_keeps_its_key() -> None:
    other = replace(MINISTER, names={"en": ("Nora Lindqvist", "Eleonora Sundby")})
    resolution = run(local("a", "PER", "Nora Lindqvist"), local("b", "PER", "Eleonora Sundby"), shelf=Shelf([other]))
    assert only(resolution).names["en"] == ("Eleonora Sundby", "Nora Lindqvist")
    assert len(set(resolution.keys.values())) == 1
    country = Item("Q20", "LOC", {"en": ("Kingdom of the Fjords",)}, prior=300)
    resolution = run(local("a", "LOC", "Kingdom of the Fjords"), local("b", "LOC", "Norway", id="known:norway"),
                     shelf=Shelf([country]))  # fmt: skip
    assert only(resolution).key == "norway"


def test_shipped_link_stays_and_tells_its_version() -> None:
    entity = only(run(local("a", "LOC", "Norway", id="known:norway"), shelf=REGION))
    (link,) = entity.links
    assert (link.qid, link.method, link.status, link.score) == ("Q20", "shipped", "auto", shipped("name"))
    assert link.version.startswith("shipped-")


def test_facts_are_copied_for_the_item_that_holds_in_the_end() -> None:
    entity = only(copied(run(local("a", "LOC", "Kazakhstan", id="known:kazakhstan"), shelf=REGION), REGION))
    assert entity.copied is not None
    assert entity.copied.version == "shelf-0"
    said = {(statement.property, statement.value, statement.label) for statement in entity.copied.statements}
    assert ("P463", "Q318693", "Collective Security Treaty Organization") in said
    assert ("P463", "Q1065", None) in said
    rejected = replace(entity, qid=None, copied=None, links=(Link("Q232", "rejected", 1, "", "", ""),))
    assert only(copied(Resolution((rejected,), {}, {}), REGION)).copied is None


@pytest.mark.parametrize(
    ("start", "end", "date", "held"),
    [
        ("2019-06", "2022-03", "2022-01-10", True),
        ("2019-06", "2022-03", "2022", True),
        ("2019-06", "2022-03", "2022-03-31", True),
        ("2019-06", "2022-03", "2022-04", False),
        ("2022-02-01", None, "2022-01-31", False),
        (None, "2021", "2022-01-10", False),
        (None, None, "2022", True),
    ],
)
def test_partial_dates_are_compared_as_far_as_both_are_known(
    start: str | None, end: str | None, date: str, held: bool
) -> None:
    assert holds(Held("Q900000010", start, end), date) is held


POST = Item("Q900000010", "OFF", {"en": ("Minister of Internal Affairs",), "nb": ("innenriksminister",)})


@pytest.mark.parametrize(
    ("title", "lang", "fit"),
    [
        ("interior minister", "en", True),
        ("Minister of Internal Affairs", "en", True),
        ("innenriksminister", "nb", True),
        ("foreign minister", "en", False),
        ("deputy interior minister", "en", False),
        ("utenriksminister", "nb", False),
    ],
)
def test_a_title_fits_an_office_with_all_its_words(title: str, lang: str, fit: bool) -> None:
    assert fits((title, lang), POST) is fit


def test_the_office_that_the_text_names_tells_ministers_apart() -> None:
    other = replace(SINGER, country="Q20", offices=(Held("Q900000011", "2019-06", "2022-03"),))
    health = Item("Q900000011", "OFF", {"en": ("Minister of Health",)})
    found = local("a", "PER", "Nora Lindqvist", date="2022-01-10", titles=(("interior minister", "en"),))
    entity = only(run(found, shelf=Shelf((MINISTER, other, POST, health))))
    assert entity.qid == "Q900000001"
    assert "that office has the words of the title" in entity.links[0].reason
    assert "that office has another name" in entity.links[1].reason
    assert only(run(found, shelf=Shelf((MINISTER, other)))).qid is None


@pytest.mark.parametrize(
    ("kind", "words", "lang", "qid"),
    [
        ("ORG", "Harbour Depot", "en", "Q900000020"),
        ("ORG", "Harbour Depot", "pl", None),
        ("ORG", "Depot", "en", None),
        ("PER", "Harbour Depot", "en", None),
    ],
)
def test_a_body_may_stand_without_the_article_of_its_name(kind: Kind, words: str, lang: str, qid: str | None) -> None:
    depot = Item("Q900000020", "ORG", {"en": ("The Harbour Depot",)}, prior=30)
    assert only(run(local("a", kind, words, lang), shelf=Shelf([depot]))).qid == qid


def test_how_well_known_an_item_is_tells_more_against_its_namesakes_than_against_none() -> None:
    known, other = replace(SINGER, prior=60), replace(SINGER, qid="Q900000021", prior=3)
    alone, beside = (
        only(run(local("a", "PER", "Nora Lindqvist"), shelf=Shelf(items))).links[0].score
        for items in ([known], [known, other])
    )
    assert 0.9 * alone < beside < alone
    entity = only(run(local("a", "PER", "Nora Lindqvist"), shelf=Shelf([replace(known, prior=6), other])))
    assert entity.qid is None


def test_every_weight_has_its_words() -> None:
    from claimgraph.link.reasons import WORDS

    assert set(weights()) - set(WORDS) == {"none", "length", "known", "rival"}


FOUND = (
    local("a", "PER", "Nora Lindqvist", date="2022-01-10", countries=("norway",), titles=(("minister", "en"),)),
    local("a", "ORG", "Harbour Union"),
    local("b", "PER", "Lindqvist"),
    local("c", "PER", "Нора Ліндквіст", "uk"),
    local("c", "ORG", "Fjord Office"),
    local("d", "PER", "Nora Lindqvist", countries=("united-states",)),
)


@settings(max_examples=15, deadline=None)
@given(st.permutations(FOUND))
def test_order_of_documents_changes_nothing(found: list[Found]) -> None:
    assert run(*found) == run(*FOUND)
