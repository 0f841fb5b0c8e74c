"""Rules that tell conflicts: for each what it must find and what it must not find."""

from __future__ import annotations

from itertools import count

import pytest
from msgspec.structs import replace

from claimgraph.compare.facts import FACTS
from claimgraph.compare.rules import compare, rules
from claimgraph.compare.side import Side
from claimgraph.compare.traits import traits
from claimgraph.compare.wording import wording
from claimgraph.encoder.judge import spelled
from claimgraph.model import Span

NUMBER = count()


def said(text: str, **known: object) -> Side:
    """Return a statement, the language before its words, with what a reading of the text would know besides."""
    lang, _, words = text.partition(": ")
    names = known.pop("names", {})
    assert isinstance(names, dict)
    found = [(words.index(name), trait) for name, trait in names.items()]
    plain: dict[str, object] = {
        "claim": f"doc/{next(NUMBER)}", "number": 0, "span": Span(0, len(words)), "document": f"d{next(NUMBER)}",
        "publisher": "", "lang": lang, "published": "2024-05-03", "speaker": "", "polarity": "pos",
        "stance": "neutral", "tense": (), "narrated": False, "events": (), "fillers": (), "entities": (),
        "place": "", "country": "", "figures": (), "dates": (), "wording": wording(words, lang),
        "story": ("event", "story", "town"), "vector": b"", "traits": traits(words, lang, found),
    }  # fmt: skip
    return Side(**{**plain, **known})  # type: ignore[arg-type]


def found(left: Side, right: Side) -> set[tuple[str, str]]:
    return {(r.type, r.rule) for r in compare(left, right) if r.type not in ("sameProposition", "translates")}


RIVAL = ("rivalCause", "40-rival-cause")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (said("en: the depot fire was caused by arson"), said("pl: Pożar wybuchł z powodu zwarcia instalacji")),
        (said("nb: Brannen skyldtes slitte ledninger"), said("uk: Пожежу спричинила блискавка")),
        (said("en: It was neglect, not rain, that brought the dam down"), said("nb: Det var regn som utløste bruddet")),
        (said("uk: За нападом стоять сепаратисти"), said("en: pirates were behind the attack")),
        (said("en: he died of a heart attack", events=("Kill",)), said("pl: zginął od kuli", events=("Kill",))),
    ],
)
def test_other_causes_of_one_thing_are_rivals(left: Side, right: Side) -> None:
    assert found(left, right) == {RIVAL} == found(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (said("en: the fire was caused by worn insulation"), said("uk: Пожежа сталася через старі кабелі, зношені")),
        (said("en: the fire was caused by arson"), said("en: the fire was caused by arson", story=("x", "y"))),
        (
            said("en: heavy rain fell on the coast on Monday", dates=("2024-05-06",)),
            said("en: the warehouse fire was arson"),
        ),
        (said("en: he died of a heart attack", events=("Kill",)), said("en: prices rose because of the drought")),
        (said("en: the fire was not arson"), said("en: the fire was arson")),
    ],
)
def test_same_causes_and_other_matters_are_no_rivals(left: Side, right: Side) -> None:
    assert RIVAL not in found(left, right)


QUARREL = ("roleConflict", "30-each-blames-another")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (said("en: police opened fire on the crowd"), said("uk: Натовп напав на поліцейських")),
        (said("nb: Politiet gikk løs på demonstrantene"), said("pl: Kibice rzucili się na policję")),
        (said("en: It was the union that left the table"), said("nb: ledelsen forlot bordet")),
        (said("en: the officers were attacked by fans"), said("en: the officers attacked the fans")),
        (
            said("en: Ardan troops attacked the post", names={"Ardan": "land:ardan"}),
            said("en: Velia attacked first", names={"Velia": "land:velia"}),
        ),
    ],
)
def test_each_side_may_blame_the_other(left: Side, right: Side) -> None:
    assert found(left, right) == {QUARREL} == found(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (said("en: police attacked the crowd"), said("uk: Поліція напала на протестувальників")),
        (said("en: police attacked the crowd"), said("en: The crowd sang until midnight")),
        (said("en: they attacked us"), said("en: police attacked the crowd")),
    ],
)
def test_one_attacker_is_no_quarrel(left: Side, right: Side) -> None:
    assert QUARREL not in found(left, right)


EXIT = ("roleConflict", "30-resigned-or-dismissed")


def test_who_resigned_was_not_dismissed() -> None:
    resigned = said("uk: Міністр пішов у відставку за власним бажанням", entities=("per-a",))
    dismissed = said("nb: Statsministeren avsatte ministeren", entities=("per-a",))
    assert found(resigned, dismissed) == {EXIT}
    assert EXIT not in found(resigned, said("nb: Statsministeren avsatte ministeren", entities=("per-b",)))
    assert EXIT not in found(resigned, said("pl: domaga się, by premier odwołał ministra", stance="directive"))
    assert EXIT not in found(resigned, said("en: nobody dismissed him"))


def test_swapped_roles() -> None:
    there = said("en: a b", events=("Attack",), fillers=(("agent", "x"), ("patient", "y")), entities=("x", "y"))
    back = said("en: a b", events=("Attack",), fillers=(("agent", "y"), ("patient", "x")), entities=("x", "y"))
    help_ = said("en: a b", events=("Help",), fillers=(("agent", "y"), ("patient", "x")), entities=("x", "y"))
    rule = ("roleConflict", "30-swapped-roles")
    assert rule in found(there, back)
    assert rule not in found(there, help_)
    assert rule not in found(there, there)


def test_one_deed_of_different_actors() -> None:
    deed = {"events": ("Bombard",), "fillers": (("agent", "ardan"), ("patient", "port")), "entities": ("ardan", "port")}
    there = said("en: Ardan shelled the port", **deed)
    other = replace(there, fillers=(("agent", "velia"), ("patient", "port")), entities=("velia", "port"))
    rule = ("roleConflict", "30-other-agent")
    assert found(there, other) == {rule} == found(other, there)
    assert not found(there, there)
    assert rule not in found(there, replace(other, fillers=(("agent", "velia"), ("patient", "bridge"))))
    assert rule not in found(there, replace(other, polarity="neg"))
    assert rule not in found(there, replace(other, events=("Help",)))


def test_one_asks_different_addressees() -> None:
    bank = {"World Bank": "who:org-world-bank-1"}
    asked = said("en: the minister asked the World Bank for vaccines against cholera", names=bank)
    alike = said("pl: szczepionki na cholerę dla ministra ma dostarczyć ONZ")
    both = said("nb: helsesjefen ber FN om doser")
    assert found(asked, alike) == {("differentTarget", "40-different-target-alike")} == found(alike, asked)
    assert found(asked, both) == {("differentTarget", "40-different-target")} == found(both, asked)
    assert not found(asked, asked)
    assert not found(asked, said("pl: Rolnicy sadzą ziemniaki"))
    for other in (alike, both):
        assert not found(asked, replace(other, story=("x",)))
        assert "differentTarget" not in {kind for kind, _ in found(asked, replace(other, polarity="neg"))}


def test_helpers_who_fill_the_role() -> None:
    helped = {"events": ("RequestHelp",), "stance": "directive"}
    one = said("en: help", fillers=(("agent", "x"), ("recipient", "a")), **helped)
    two = said("nb: hjelp", fillers=(("agent", "x"), ("recipient", "b")), **helped)
    three = said("nb: hjelp", fillers=(("agent", "z"), ("recipient", "b")), **helped)
    assert found(one, two) == {("differentTarget", "40-different-recipient")}
    assert not found(one, three)


def test_orders_to_shoot_beside_denials() -> None:
    order, denial = said("en: a", events=("ShootOrder",)), said("en: b", events=("UseForce",), polarity="neg")
    assert found(order, denial) == {("inTension", "50-order-against-denial")}
    assert not found(order, said("en: b", events=("UseForce",)))


TENSION = ("inTension", "50-contrary-states")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (said("uk: У столиці повний спокій"), said("en: looters are emptying shops in the capital")),
        (said("nb: Togene går som normalt"), said("uk: Поїзди курсують об'їзними шляхами")),
        (said("en: the water is safe to drink"), said("pl: woda jest skażona")),
        (said("pl: trener pozostaje na stanowisku"), said("nb: treneren trakk seg")),
    ],
)
def test_contrary_states_are_in_tension(left: Side, right: Side) -> None:
    assert TENSION in found(left, right)
    assert TENSION in found(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (said("nb: Ro og orden er gjenopprettet"), said("en: clashes broke out in the capital last week")),
        (said("uk: У столиці повний спокій"), said("en: looters are emptying shops", story=("x",))),
        (said("en: the water is safe to drink"), said("en: the water in the river is low")),
    ],
)
def test_states_of_other_times_and_stories_are_not(left: Side, right: Side) -> None:
    assert TENSION not in found(left, right)


ATTRIBUTES = [
    ("70-other-result", "nb: Kampen endte 1–1", "uk: Матч зупинили за рахунку 2:1", "en: The match ended 1-1"),
    ("70-other-hour", "en: the fire began at two", "nb: brannen brøt ut klokken fire", "pl: pożar wybuchł o drugiej"),
    (
        "70-other-owner", "en: the ship belongs to a Greek fund", "pl: właścicielem statku jest turecki armator",
        "uk: судном володіє грецька фірма",
    ),
    (
        "55-other-side", "en: the earthquake struck the island east of the coast",
        "pl: trzęsienie ziemi na wyspie na zachód od brzegu", "nb: jordskjelvet traff øya øst for byen",
    ),
    (
        "70-other-spot", "en: the president is in the palace", "uk: президент переховується в посольстві",
        "nb: presidenten befinner seg i palasset",
    ),
    ("70-other-way-in", "en: thieves came over the roof", "nb: tyvene kom gjennom kjelleren",
     "pl: weszli przez dach"),
    (
        "70-other-time-of-day", "en: the morning train crash at the bridge injured passengers",
        "nb: togulykken ved broen om kvelden skadet passasjerer",
        "uk: вранці аварія поїзда біля мосту травмувала пасажирів",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "one", "other", "agreeing"), ATTRIBUTES)
def test_attributes(rule: str, one: str, other: str, agreeing: str) -> None:
    assert found(said(one), said(other)) == {("attributeConflict", rule)}
    assert not found(said(one), said(agreeing))
    assert "attributeConflict" not in {kind for kind, _ in found(said(one), said(other, story=("x",)))}


def test_two_winners() -> None:
    won = said("en: Ann Lee has won the election", names={"Ann Lee": "who:per-ann-lee-1"}, events=("Elect",))
    rule = ("attributeConflict", "70-other-holder")
    other = said("nb: Bo Ek vant valget", names={"Bo Ek": "who:per-bo-ek-2"}, events=("Elect",))
    assert rule in found(won, other)
    assert rule not in found(won, said("nb: Ann Lee vant valget", names={"Ann Lee": "who:org-ann-lee-3"}))


def test_one_head_of_two_bodies() -> None:
    known = {"entities": ("per-a",)}
    left = said("en: was replaced as head of the council", fillers=(("body", "council"),), **known)
    right = said("nb: komiteen ble ledet av ham", fillers=(("body", "committee"),), **known)
    assert found(left, right) == {("attributeConflict", "70-other-body")}
    assert not found(left, said("nb: rådet ble ledet av ham", fillers=(("body", "council"),), **known))


def test_one_office_in_two_bodies() -> None:
    council = {"fillers": (("agent", "per-a"), ("body", "council")), "entities": ("per-a",)}
    left = said("en: she chairs the council", events=("Appoint",), **council)
    right = replace(left, fillers=(("agent", "per-a"), ("body", "board")), traits=())
    rule = ("attributeConflict", "70-other-office")
    assert found(left, right) == {rule} == found(right, left)
    assert not found(left, replace(left, lang="nb"))
    assert not found(left, replace(right, events=("Dismiss",)))
    assert not found(left, replace(right, fillers=(("agent", "per-b"), ("body", "board"))))


def test_other_dates() -> None:
    known = {"events": ("Kill",), "entities": ("org-bay-1",)}
    first = said("en: the hospital recorded the first cholera death on 24 February", dates=("2023-02-24",), **known)
    other = said("pl: szpital odnotował pierwszy zgon na cholerę 19 lutego", dates=("2023-02-19",), **known)
    rule = ("attributeConflict", "70-other-date")
    assert found(first, other) == {rule} == found(other, first)
    assert not found(first, replace(other, dates=("2023-02-24",)))
    assert not found(first, replace(other, dates=("2023-02",)))
    assert rule not in found(first, replace(other, story=("x",)))
    assert rule not in found(first, said("nb: sykehuset ble malt 19. februar", dates=("2023-02-19",)))


def test_time_of_day_of_another_matter() -> None:
    crash = said("en: the morning train crash at the bridge injured passengers")
    assert not found(crash, said("nb: passasjerer ventet på toget om kvelden"))


def test_rules_have_reasons_and_speak_of_all_facts() -> None:
    assert all(rule.reason or rule.group == "figure" for rule in rules())
    assert {fact for rule in rules() for fact in rule.when} == set(FACTS)


def read(side: Side, words: str) -> Side:
    """Return a statement as a text has it that the encoder has read."""
    return replace(side, spelling=spelled(words.partition(": ")[2]))


@pytest.mark.parametrize(
    ("left", "right", "unread", "expected"),
    [
        (
            "en: the bridge over the river collapsed because its piers were worn out",
            "nb: broen over elven raste fordi flommen gravde ut pilarene",
            ["sameProposition"], ["rivalCause"],
        ),
        (
            "en: the minister visited the school in the capital", "nb: statsråden kritiserte skolen i hovedstaden",
            ["sameProposition"], [],
        ),
        (
            "en: the minister visited the school in the capital", "nb: statsråden besøkte skolen i hovedstaden",
            ["sameProposition"], ["sameProposition"],
        ),
    ],
)  # fmt: skip
def test_what_is_read_together_is_judged(left: str, right: str, unread: list[str], expected: list[str]) -> None:
    one, other = said(left), said(right)
    assert [relation.type for relation in compare(one, other)] == unread
    assert [relation.type for relation in compare(read(one, left), other)] == unread
    for pair in ((read(one, left), read(other, right)), (read(other, right), read(one, left))):
        assert [relation.type for relation in compare(*pair)] == expected
