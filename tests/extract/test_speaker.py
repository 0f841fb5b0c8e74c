"""Whom pronouns, descriptions and verbs without subject denote."""

from __future__ import annotations

import re

import pytest

from claimgraph.model import Mention, Span
from tests.extract.attribution import read


def names(text: str, *found: tuple[str, str]) -> tuple[Mention, ...]:
    return tuple(
        sorted(
            (
                Mention(Span(m.start(), m.end()), "PER" if kind == "PER" else "ORG", "name", f"{kind}:{words}", "gold")
                for words, kind in found
                for m in re.finditer(re.escape(words), text)
            ),
            key=lambda m: m.span,
        )
    )


def last_speaker(lang: str, text: str, *found: tuple[str, str]) -> str | None:
    claim = read(text, lang, names(text, *found)).claims[-1]
    return claim.speaker.entity if claim.speaker else None


PEOPLE = (("Ruth Amsel", "PER"), ("Marek Duda", "PER"))


@pytest.mark.parametrize(("pronoun", "entity"), [("She", "PER:Ruth Amsel"), ("He", "PER:Marek Duda")])
def test_pronoun_means_the_person_of_its_gender(pronoun: str, entity: str) -> None:
    text = f"Spokeswoman Ruth Amsel met chairman Marek Duda. {pronoun} said that a deal was close."
    assert last_speaker("en", text, *PEOPLE) == entity


def test_pronoun_without_gender_evidence_means_who_opens_the_sentence() -> None:
    text = "Kim Lee met Lou Ray. He said that a deal was close."
    assert last_speaker("en", text, ("Kim Lee", "PER"), ("Lou Ray", "PER")) == "PER:Kim Lee"


def test_who_is_named_in_the_last_claim_does_not_go_on_speaking() -> None:
    text = "Ruth Amsel said that Anna Berg was ill. She said that the talks went on."
    assert last_speaker("en", text, ("Ruth Amsel", "PER"), ("Anna Berg", "PER")) == "PER:Ruth Amsel"


@pytest.mark.parametrize(
    ("lang", "text", "entity"),
    [
        ("uk", "Речниця Діна Карлсен вийшла. Додала, що поранених немає.", "PER:Діна Карлсен"),
        ("pl", "Rzeczniczka Dina Karlsen wyszła. Dodała, że rannych nie ma.", "PER:Dina Karlsen"),
    ],
)
def test_verb_without_subject_means_the_last_actor(lang: str, text: str, entity: str) -> None:
    assert last_speaker(lang, text, (entity.partition(":")[2], "PER")) == entity


@pytest.mark.parametrize(
    ("lang", "text", "organization"),
    [
        ("en", "The Ministry of Trade met. The ministry said that prices fell.", "Ministry of Trade"),
        ("nb", "Helsedepartementet møttes. Departementet sier at prisene falt.", "Helsedepartementet"),
        ("pl", "Ministerstwo Handlu obradowało. Resort podał, że ceny spadły.", "Ministerstwo Handlu"),
    ],
)
def test_head_word_means_the_organization_named_with_it(lang: str, text: str, organization: str) -> None:
    assert last_speaker(lang, text, (organization, "ORG")) == f"ORG:{organization}"


def test_another_head_word_is_another_body() -> None:
    text = "The Ministry of Trade met. The court said that prices fell."
    assert last_speaker("en", text, ("Ministry of Trade", "ORG")) != "ORG:Ministry of Trade"


def test_document_speaks_for_its_issuer() -> None:
    text = 'Kivu Bank published a statement. "Deposits are guaranteed," the statement said.'
    assert last_speaker("en", text, ("Kivu Bank", "ORG")) == "ORG:Kivu Bank"


def test_office_means_its_holder() -> None:
    text = "President Ruth Amsel arrived. The president said that a deal was close."
    assert last_speaker("en", text, ("Ruth Amsel", "PER")) == "PER:Ruth Amsel"
