"""Statements that the encoder read, beside the claims of the sieve."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimgraph.encoder.reading import Statement
from claimgraph.extract.speech.claims import find_claims
from claimgraph.extract.speech.draft import Draft
from claimgraph.extract.speech.passage import Candidate
from claimgraph.extract.speech.phrase import Speaker
from claimgraph.extract.speech.statements import merged
from claimgraph.model import Mention, Segment, Span

NAMES = ("Kari Holm", "Nils Dahl")
TEXT = "Kari Holm ga ordren i går. Alle skulle ut av bygget før midnatt. «Det er over», sa Nils Dahl."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def span_in(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def speaker(words: Span) -> Speaker:
    return Speaker(words, Candidate(words, "noun", 0, 0), 0)


def people(text: str) -> list[Mention]:
    places = sorted((text.index(name), name) for name in NAMES)
    return [Mention(Span(n, n + len(name)), "PER", "name", f"PER:{name}", "gold") for n, name in places]


def claims(*read: Statement, text: str = TEXT) -> list[tuple[str, str | None, str]]:
    found = find_claims(text, [Segment(Span(0, len(text)), "nb", "body")], people(text), read)
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


@pytest.mark.parametrize(("score", "sieves"), [(-0.2, ["S8", "S1"]), (-0.3, ["S1"])])
def test_doubtful_statement_is_left_out(score: float, sieves: list[str]) -> None:
    read = Statement((span("Alle skulle ut av bygget"),), span("Kari Holm"), None, score)
    assert [sieve for _, _, sieve in claims(read)] == sieves


def test_source_in_a_later_paragraph_does_not_speak() -> None:
    text = "Kari Holm gikk.\n\nAlle skulle ut av bygget.\n\nNils Dahl ble."
    segments = [Segment(Span(a, b), "nb", "body") for a, b in ((0, 15), (17, 42), (44, len(text)))]
    mentions = [Mention(Span(text.index(n), text.index(n) + 9), "PER", "name", n, "gold") for n in NAMES]
    content = Span(17, 41)
    for name, speaker in (("Kari Holm", "Kari Holm"), ("Nils Dahl", None)):
        source = Span(text.index(name), text.index(name) + 9)
        (claim,) = find_claims(text, segments, mentions, [Statement((content,), source, None, -0.01)]).claims
        assert (claim.speaker and claim.speaker.entity) == speaker


def test_part_of_a_marked_quotation_is_no_statement_of_its_own() -> None:
    text = "«Det er over for oss alle, og vi skal hjem i kveld», sa Nils Dahl. Kari Holm lo."
    part = text.index("vi skal hjem")
    read = Statement((Span(part, part + len("vi skal hjem")),), None, None, -0.01)
    assert [sieve for _, _, sieve in claims(read, text=text)] == ["S1"]


def test_statement_without_its_first_words_has_those_of_the_sieve() -> None:
    text = "Nesten tre hundre er evakuert, sa Nils Dahl. Kari Holm lo."
    cue = Span(text.index("sa Nils"), text.index("sa Nils") + 2)
    read = Statement((Span(text.index("er evakuert"), text.index(", sa")),), span_in(text, "Nils Dahl"), cue, -0.01)
    assert [words for words, _, _ in claims(read, text=text)] == ["Nesten tre hundre er evakuert"]


def test_credit_below_a_quotation_counts_more_than_a_source_before_it() -> None:
    quoted = Draft((Span(20, 40),), "direct", "S7", speaker=speaker(Span(42, 50)))
    far = Draft((Span(20, 40),), "direct", "S8", speaker=speaker(Span(0, 9)))
    (claim,) = merged([quoted], [far])
    assert claim.speaker is not None
    assert claim.speaker.span == Span(42, 50)
    (claim,) = merged([replace(quoted, speaker=speaker(Span(60, 68)))], [far])
    assert claim.speaker is not None
    assert claim.speaker.span == Span(0, 9)


def test_article_alone_stands_for_the_words_that_it_opens() -> None:
    text = "The testimony of the harbour police: “Nobody opened the gate.” Kari Holm and Nils Dahl agreed."
    source = text.index("the harbour")
    quote = text.index("Nobody")
    read = Statement((Span(quote, quote + len("Nobody opened the gate")),), Span(source, source + 3), None, -0.01)
    segments = [Segment(Span(0, len(text)), "en", "body")]
    (claim,) = find_claims(text, segments, (), [read]).claims
    assert claim.speaker is not None
    assert claim.speaker.span.of(text) == "the harbour police"


@pytest.mark.parametrize("said", ["Hun opplyste at", "Hun sa at", "Hun la til at"])
def test_pronoun_alone_stands_for_nothing_but_itself(said: str) -> None:
    text = f"Kari Holm åpnet broen mandag. {said} arbeidet kostet mye."
    words = (span_in(text, "arbeidet kostet mye"),)
    holm = Mention(span_in(text, "Kari Holm"), "PER", "name", "PER:Kari Holm", "gold")
    read = Statement(words, span_in(text, "Hun"), None, -0.01)
    found = find_claims(text, [Segment(Span(0, len(text)), "nb", "body")], [holm], [read])
    (claim,) = found.claims
    assert claim.speaker is not None
    assert (claim.speaker.span.of(text), claim.speaker.entity) == ("Hun", "PER:Kari Holm")


def test_part_of_a_name_is_whom_the_name_means() -> None:
    text = "– Szliśmy spokojnie – wspomina Jonas Petraitis, pielęgniarz."
    name = Mention(span_in(text, "Jonas Petraitis"), "PER", "name", "PER:Jonas Petraitis", "gold")
    words = (span_in(text, "Szliśmy spokojnie"),)
    read = Statement(words, span_in(text, "Jonas"), span_in(text, "wspomina"), -0.01)
    (claim,) = find_claims(text, [Segment(Span(0, len(text)), "pl", "body")], [name], [read]).claims
    assert claim.speaker is not None
    assert claim.speaker.entity == "PER:Jonas Petraitis"


@pytest.mark.parametrize(
    ("words", "hers"),
    [
        ("Lederen i laget, Kari Holm,", True),
        ("En av dem, Kari Holm,", True),
        ("aktor, statsadvokat Kari Holm", True),
        ("Lederen i laget", False),
        ("Naboene til Kari Holm", False),
        ("Naboene som støttet Kari Holm", False),
    ],
)
def test_name_after_a_comma_says_who_speaks(words: str, hers: bool) -> None:
    text = f"Kari Holm var der. {words} mente at broen var trygg."
    places = {0, text.rfind("Kari Holm")}
    names = [Mention(Span(n, n + 9), "PER", "name", "PER:Kari Holm", "gold") for n in sorted(places)]
    read = Statement((span_in(text, "broen var trygg"),), span_in(text, words), span_in(text, "mente"), -0.01)
    (claim,) = find_claims(text, [Segment(Span(0, len(text)), "nb", "body")], names, [read]).claims
    assert claim.speaker is not None
    assert (claim.speaker.entity == "PER:Kari Holm") is hers


def test_forms_of_pronouns_and_words_without_a_noun_are_no_actors() -> None:
    text = "Kari Holm kom i går. Etter hennes syn var alt klart, og Nils Dahl gikk til 300."
    for words, entity in (("hennes", "PER:Kari Holm"), ("300", None)):
        read = Statement((span_in(text, "alt klart"),), span_in(text, words), None, -0.01)
        assert (words, entity) in [
            (c.speaker.span.of(text), c.speaker.entity)
            for c in find_claims(text, [Segment(Span(0, len(text)), "nb", "body")], people(text), [read]).claims
            if c.speaker
        ]


def test_claims_that_share_no_words_are_all_kept_in_text_order() -> None:
    first, last = Draft((Span(0, 9),), "indirect", "S4"), Draft((Span(30, 40),), "indirect", "S4")
    read = Draft((Span(10, 29),), "indirect", "S8")
    assert merged([first, last], [read]) == [first, read, last]


def test_statement_that_holds_two_claims_stands_for_them() -> None:
    found = [Draft((Span(0, 9),), "indirect", "S4"), Draft((Span(50, 90),), "indirect", "S4")]
    read = Draft((Span(5, 60),), "indirect", "S8")
    assert merged(found, [read]) == [read]
