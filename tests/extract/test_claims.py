"""Claims of the gold passages, language by language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from claimgraph.extract.speech.claims import find_claims
from claimgraph.model import Mention, Role, Segment, Span
from tests.extract.attribution import LANGUAGES, mistakes, passages, read

FLOORS = tomllib.loads((Path(__file__).parent / "attribution_floors.toml").read_text(encoding="utf-8"))
SLACK = 0.02
"""How far a floor may lag behind: further, and it is to be raised."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_share_of_right_passages_is_at_its_floor(lang: str) -> None:
    gold = list(passages(lang))
    wrong = {p.text: found for p in gold if (found := mistakes(p))}
    share = 1 - len(wrong) / len(gold)
    report = "\n".join(f"{text}\n    " + "\n    ".join(found) for text, found in wrong.items())
    assert share >= FLOORS[lang], f"{share:.3f} of the passages are right\n{report}"
    assert share <= FLOORS[lang] + SLACK, f"raise the floor to {share:.3f}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_gold_is_large_enough_and_has_passages_without_claims(lang: str) -> None:
    gold = list(passages(lang))
    assert len(gold) >= 80
    assert sum(not p.expected for p in gold) >= 8
    assert all(e.words in p.text and e.speaker in p.text for p in gold for e in p.expected)


def test_claims_are_in_text_order_and_distinct() -> None:
    found = read('The mayor said it was over, adding that nobody was hurt. "Go home," he said.', "en").claims
    assert [c.spans for c in found] == sorted({c.spans for c in found})
    assert len(found) == 3


def test_relaying_source_is_no_second_claim() -> None:
    text = "The dam is safe, Karimov said, state television reported."
    (claim,) = read(text, "en", (Mention(Span(17, 24), "PER", "name", "PER:Karimov", "gold"),)).claims
    assert [party.span.of(text) for party in claim.via] == ["state television"]


def test_addressee_is_kept_and_does_not_speak() -> None:
    text = "Adeyemi told the BBC that three invoices had been paid twice."
    names = (
        Mention(Span(0, 7), "PER", "name", "PER:Adeyemi", "gold"),
        Mention(Span(17, 20), "ORG", "name", "ORG:BBC", "gold"),
    )
    (claim,) = read(text, "en", names).claims
    assert claim.addressee is not None
    assert claim.addressee.entity == "ORG:BBC"
    assert claim.speaker is not None
    assert claim.speaker.entity == "PER:Adeyemi"


@pytest.mark.parametrize("role", ["related", "boilerplate", "caption", "metadata"])
def test_segments_that_are_no_news_text_are_not_read(role: Role) -> None:
    text = "The mayor said that it was over."
    assert not find_claims(text, (Segment(Span(0, len(text)), "en", role),), ()).claims
