from __future__ import annotations

import re

import pytest

from claimgraph.extract.lexicon import fold
from claimgraph.extract.speech.patterns import expand
from claimgraph.lang import codes, language
from claimgraph.model import Span
from claimgraph.network.attitudes import Cue, Name, Passage, accusatives
from claimgraph.network.model import Actor, Evidence, edge_types
from claimgraph.network.reading import Statement
from claimgraph.network.verbs import Phrases, grammar

ACTORS = {
    actor.iri: actor
    for actor in (
        Actor(
            "norland", "Norland", "Place",
            {"uk": "Норландія", "ru": "Норландия", "pl": "Norlandia", "cs": "Norlandie"},
        ),
        Actor(
            "sudland", "Sudland", "Place",
            {"uk": "Судландія", "ru": "Судландия", "pl": "Sudlandia", "cs": "Sudlandie"},
        ),
        Actor("pact", "Delta Pact", "Organization"),
        Actor("berg", "Åsa Berg", "Person", {"uk": "Оса Берг"}),
        Actor("kovach", "Kovach", "Person", {"uk": "Ковач", "pl": "Kowacz"}),
    )
}  # fmt: skip
FORMS = {
    "Norland": "norland", "Norlands": "norland", "Норландія": "norland", "Норландію": "norland", "Норландії": "norland",
    "Норландия": "norland", "Норландию": "norland", "Norlandia": "norland", "Norlandię": "norland",
    "Norlandii": "norland", "Norlandie": "norland", "Norlandii ": "norland",
    "Sudland": "sudland", "Sudlands": "sudland", "Судландія": "sudland", "Судландію": "sudland",
    "Судландии": "sudland", "Судландию": "sudland", "Судландия": "sudland", "Sudlandię": "sudland",
    "Sudlandii": "sudland", "Sudlandia": "sudland", "Sudlandie": "sudland",
    "Delta Pact": "pact", "Åsa Berg": "berg", "Berg": "berg", "Kovach": "kovach", "Ковач": "kovach", "Ковача": "kovach",
}  # fmt: skip


def names(text: str, lang: str) -> list[Name]:
    spelled = "|".join(sorted(map(re.escape, FORMS), key=len, reverse=True))
    found = re.finditer(rf"(?<!\w)(?:{spelled})(?!\w)", text)
    return [Name(Span(m.start(), m.end()), ACTORS[FORMS[m[0]]], lang) for m in found]


def finds(
    text: str, lang: str, cues: tuple[Cue, ...] = (), said: tuple[Statement, ...] = ()
) -> set[tuple[str, str, str]]:
    rules = grammar(lang)
    assert rules is not None
    passage = Passage("d", text, fold(text), names(text, lang), cues, said)
    found = list(passage.finds(rules))
    assert all(text[slice(*f.evidence.spans[0])] == f.evidence.words for f in found)
    return {(f.source, f.type, f.target) for f in found}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Norland on Tuesday again accused Sudland of spying.", ("norland", "accuses", "sudland")),
        ("en", "Berg thanked the Delta Pact.", ("berg", "supports", "pact")),
        ("en", "The Delta Pact asked Norland for more help.", ("pact", "asks-help-of", "norland")),
        ("en", "Norland criticised Minister Åsa Berg over taxes.", ("norland", "opposes", "berg")),
        ("uk", "Норландія у вівторок звинуватила Судландію у шпигунстві.", ("norland", "accuses", "sudland")),
        ("uk", "Норландія попросила Судландію про допомогу.", ("norland", "asks-help-of", "sudland")),
        ("ru", "Норландия поддержала Судландию.", ("norland", "supports", "sudland")),
        ("pl", "Norlandia potępiła Sudlandię.", ("norland", "opposes", "sudland")),
        ("pl", "Norlandia zwróciła się do Sudlandii z prośbą o pomoc.", ("norland", "asks-help-of", "sudland")),
        ("cs", "Norlandie obvinila Sudlandii ze špionáže.", ("norland", "accuses", "sudland")),
        ("de", "Norland warf am Montag Sudland Spionage vor.", ("norland", "accuses", "sudland")),
        ("de", "Norland bat den Delta Pact um Hilfe.", ("norland", "asks-help-of", "pact")),
        ("nb", "Norland har gjentatte ganger kritisert", None),
        ("nb", "Norland beskyldte Sudland for spionasje.", ("norland", "accuses", "sudland")),
        ("nb", "Norland ba Sudland om hjelp.", ("norland", "asks-help-of", "sudland")),
    ],
)
def test_attitudes_are_found(lang: str, text: str, expected: tuple[str, str, str] | None) -> None:
    assert finds(text, lang) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Norland was accused by Sudland."),
        ("en", "Norland has not accused Sudland."),
        ("en", "Norland would support Sudland."),
        ("en", "If Norland supports Sudland, prices rise."),
        ("en", "The ambassador to Norland accused Sudland."),
        ("en", "Norland supports Sudland's neighbours."),
        ("en", "Norland criticised Sudland officials."),
        ("en", "Norland criticised Sudland, Delta County, officials."),
        ("en", "Norland, which borders the sea, met. Supports Sudland."),
        ("en", "Norland asked Sudland for the names."),
        ("uk", "Судландію звинуватила Норландія."),
        ("uk", "Норландія не підтримала Судландію."),
        ("uk", "Посол Норландії звинуватив Судландію."),
        ("uk", "Суд засудив Ковача."),
        ("de", "Norland unterstützt Sudland nicht."),
        ("nb", "Norland støtter Sudlands naboer."),
    ],
)
def test_what_is_not_said_is_not_found(lang: str, text: str) -> None:
    assert finds(text, lang) == set()


def statement(text: str, words: str, stance: str = "neutral", polarity: str = "pos") -> Statement:
    start = text.index(words)
    span = (start, start + len(words))
    return Statement(Evidence("c", "d", words, (span,), "en", "c", "berg"), "berg", polarity=polarity, stance=stance)


def test_speaker_of_a_claim_is_the_subject_of_its_cue() -> None:
    text = "I går beskyldte hun Sudland for å ha løyet."
    cue = Cue(Span(6, 15), statement(text, "å ha løyet"))
    assert finds(text, "nb", (cue,)) == set()  # a pronoun stands between
    text = "I går beskyldte Berg Sudland for å ha løyet."
    cue = Cue(Span(6, 15), statement(text, "å ha løyet"))
    assert finds(text, "nb", (cue,)) == {("berg", "accuses", "sudland")}


def test_what_a_claim_denies_is_no_edge() -> None:
    text = "Berg denied that Norland supports Sudland."
    words = "Norland supports Sudland"
    assert finds(text, "en", said=(statement(text, words),)) == {("norland", "supports", "sudland")}
    assert finds(text, "en", said=(statement(text, words, stance="denying"),)) == set()
    assert finds(text, "en", said=(statement(text, words, polarity="neg"),)) == set()


def test_several_objects() -> None:
    found = finds("Norland accused Sudland and the Delta Pact.", "en")
    assert found <= {("norland", "accuses", "sudland"), ("norland", "accuses", "pact")}
    assert ("norland", "accuses", "sudland") in found


def test_gaps_are_filled_by_phrases_alone() -> None:
    phrases = Phrases(["on monday", "again", "*ly"], ["russians?"])
    assert all(phrases.fill(gap) for gap in (" ", " again ", " openly on  monday ", " russian again "))
    assert not any(phrases.fill(gap) for gap in ("", " on ", " again, ", " not again "))


def test_accusatives() -> None:
    assert accusatives("норландія", "uk") == {"норландію"}
    assert "berg" in accusatives("berg", "en")


@pytest.mark.parametrize("lang", codes())
def test_every_language_has_verbs_that_can_be_spelled_out(lang: str) -> None:
    table = language(lang).attitudes
    for patterns in (table.accuses, table.supports, table.opposes, table.asks_help_of):
        spelled = [form for pattern in patterns for form in expand(pattern, language(lang).speech.endings)]
        assert len(spelled) > 10
        assert all(form.count("_") + form.count("@") == 1 for form in spelled)
        assert all(form == fold(form) and not form.startswith(("_", "@", "~")) for form in spelled)
    rules = grammar(lang)
    assert rules is not None
    assert {verb.type for verbs in rules.verbs.values() for verb in verbs} <= edge_types().keys()
