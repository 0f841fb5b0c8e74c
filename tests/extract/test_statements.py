"""Statements that the encoder read, beside the claims of the sieve."""

from __future__ import annotations

import pytest

from claimgraph.encoder.reading import Statement
from claimgraph.extract.speech.claims import find_claims
from claimgraph.extract.speech.draft import Draft
from claimgraph.extract.speech.statements import merged
from claimgraph.model import Mention, Segment, Span

TEXT = "Kari Holm ga ordren i går. Alle skulle ut av bygget før midnatt. «Det er over», sa Nils Dahl."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def claims(*read: Statement, text: str = TEXT) -> list[tuple[str, str | None, str]]:
    places = sorted((text.index(name), name) for name in ("Kari Holm", "Nils Dahl"))
    mentions = [Mention(Span(n, n + len(name)), "PER", "name", f"PER:{name}", "gold") for n, name in places]
    found = find_claims(text, [Segment(Span(0, len(text)), "nb", "body")], mentions, read)
    return [(c.spans[0].of(text), c.speaker.entity if c.speaker else None, c.sieve) for c in found.claims]


def test_statement_that_no_rule_finds_becomes_a_claim_of_its_source() -> None:
    read = Statement((span("Alle skulle ut av bygget før midnatt"),), span("Kari Holm"), span("ga ordren"), -0.01)
    assert claims(read) == [
        ("Alle skulle ut av bygget før midnatt", "PER:Kari Holm", "S8"),
        ("«Det er over»", "PER:Nils Dahl", "S1"),
    ]


def test_sieve_keeps_the_marks_of_a_quotation_that_the_encoder_read_too() -> None:
    assert claims(Statement((span("Det er over"),), span("Nils Dahl"), span("sa"), -0.01)) == [
        ("«Det er over»", "PER:Nils Dahl", "S1")
    ]


@pytest.mark.parametrize(("chance", "speaker"), [(0.9, "PER:Kari Holm"), (0.5, "PER:Nils Dahl")])
def test_speaker_is_that_of_the_encoder_only_where_it_is_sure(chance: float, speaker: str) -> None:
    far = "Kari Holm gikk. Nils Dahl, som ledet aksjonen fra kommandobilen ved sundet i natt, sa: «Det er over»."
    start = far.index("Det er over")
    read = Statement((Span(start, start + len("Det er over")),), Span(0, len("Kari Holm")), None, -0.01, chance)
    assert claims(read, text=far) == [("«Det er over»", speaker, "S6")]


def test_speaker_beside_the_cue_counts_more_than_a_source_far_away() -> None:
    read = Statement((span("Det er over"),), span("Kari Holm"), None, -0.01, 0.99)
    assert claims(read) == [("«Det er over»", "PER:Nils Dahl", "S1")]


def test_question_before_a_cue_is_no_part_of_the_answer_after_its_colon() -> None:
    text = "På spørsmål om alle skulle ut av bygget, svarte Nils Dahl kort: – Det vet jeg ikke. Spør Kari Holm."
    whole = Statement((Span(0, text.index(", svarte")), Span(text.index("Det vet"), len(text))), None, None, -0.01)
    assert claims(whole, text=text) == [("– Det vet jeg ikke. Spør Kari Holm", "PER:Nils Dahl", "S2")]


@pytest.mark.parametrize(("words", "score"), [("bygget før midnatt", -0.2), ("Alle skulle ut av bygget", -0.7)])
def test_doubtful_statement_is_left_out(words: str, score: float) -> None:
    assert [sieve for _, _, sieve in claims(Statement((span(words),), span("Kari Holm"), None, score))] == ["S1"]


def test_claims_that_share_no_words_are_all_kept_in_text_order() -> None:
    first, last = Draft((Span(0, 9),), "indirect", "S4"), Draft((Span(30, 40),), "indirect", "S4")
    read = Draft((Span(10, 29),), "indirect", "S8")
    assert merged([first, last], [read]) == [first, read, last]


def test_statement_that_holds_two_claims_stands_for_them() -> None:
    found = [Draft((Span(0, 9),), "indirect", "S4"), Draft((Span(50, 90),), "indirect", "S4")]
    read = Draft((Span(5, 60),), "indirect", "S8")
    assert merged(found, [read]) == [read]
