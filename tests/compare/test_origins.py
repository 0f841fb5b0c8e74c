"""Where the claims of a document come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from claimgraph.compare.origins import origins
from claimgraph.compare.roots import find_roots
from claimgraph.iri import Mint
from claimgraph.page import Page, World
from tests.graph.sample import ENTITIES, TEXT_NB, sample, second, span_of

WORLD = World.of(Mint(), ENTITIES)


def test_a_claim_knows_its_document_sources_speaker_and_day() -> None:
    said, told = origins(Page(sample(), "dam-1", WORLD))
    assert (said.document, said.publisher, said.via) == ("dam-1", "nordwire", ("lunden-post",))
    assert (said.speaker, told.speaker, said.lang) == ("asa-berg", "delta-pact", "en")
    assert said.day == date(2031, 5, 3).toordinal()
    assert said.claim != told.claim
    assert said.passages
    assert said.fingerprint == told.fingerprint


def test_a_month_is_no_day_and_a_speaker_without_an_entity_is_unnamed() -> None:
    annotation = second()
    party = replace(annotation.claims[0], speaker=replace(annotation.claims[0].speaker, entity=None))  # type: ignore[type-var]
    said, other = origins(Page(replace(annotation, claims=(party, annotation.claims[1])), "demning-2", WORLD))
    assert said.day is None
    assert said.speaker == "~åsa berg"
    assert other.speaker == "asa-berg"


def test_what_the_text_itself_says_has_no_speaker() -> None:
    annotation = second()
    narrated = replace(annotation.claims[0], speaker=None, spans=(span_of("Minst 20 drept", TEXT_NB),))
    (said,) = origins(Page(replace(annotation, claims=(narrated,)), "demning-2", WORLD))
    assert (said.speaker, said.passages) == ("", ())


def test_two_documents_that_report_one_speaker_have_one_root() -> None:
    english, norwegian = origins(Page(sample(), "dam-1", WORLD))[0], origins(Page(second(), "demning-2", WORLD))[0]
    (join,) = find_roots([english, norwegian], {key: entity.label for key, entity in ENTITIES.items()}).joins
    assert join.reason == "both report what Åsa Berg said"
