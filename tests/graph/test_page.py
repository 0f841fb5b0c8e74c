"""What the words of a document denote: entities, sources, languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimgraph.entity import Entity
from claimgraph.iri import Mint
from claimgraph.model import Claim, Party
from claimgraph.page import Page, World, quoted
from tests.graph.sample import ENTITIES, TEXT, party, sample, second, span_of

WORLD = World.of(Mint(), ENTITIES)
PAGE = Page(sample(), "k", WORLD)


@pytest.mark.parametrize(
    ("words", "entity", "expected"),
    [
        ("Lunden Post", "lunden-post", ("lunden-post", "Lunden Post")),
        ("Lunden Post", None, ("lunden-post", "Lunden Post")),
        ("the Lunden Post", None, ("lunden-post", "Lunden Post")),
        ("Åsa Berg", "asa-berg", ("asa-berg", "Åsa Berg")),
        ("Dam fails above Lunden", None, ("dam-fails-above-lunden", "Dam fails above Lunden")),
        ("people were killed", None, None),
    ],
)
def test_source_is_an_organization_or_at_least_a_name(
    words: str, entity: str | None, expected: tuple[str, str] | None
) -> None:
    assert PAGE.source(party(words, entity)) == expected


def test_claim_mentions_what_stands_in_its_words_once() -> None:
    page = Page(second(), "k", WORLD)
    denied = page.annotation.claims[1]
    assert [entity.key for entity in page.mentioned(denied)] == ["delta-pact", "norland", "sudland"]


def test_language_of_words_is_that_of_their_segment() -> None:
    segments = tuple(replace(s, lang="nb") if s.role == "title" else s for s in PAGE.annotation.segments)
    page = replace(PAGE, annotation=replace(PAGE.annotation, segments=segments))
    assert page.language(span_of("Dam")) == "nb"
    assert page.language(span_of("Åsa Berg")) == "en"


def test_words_are_quoted_once_in_text_order() -> None:
    spans = quoted(PAGE.annotation)
    assert spans == sorted(set(spans))
    assert span_of("Åsa Berg") in spans


def test_digest_changes_with_whatever_the_graph_is_made_from() -> None:
    claims = PAGE.annotation.claims
    other_kind = World.of(Mint(), ENTITIES | {"lunden": Entity("lunden", "ORG", "Lunden")})
    variants = [
        PAGE,
        replace(PAGE, annotation=replace(PAGE.annotation, claims=claims[:1])),
        replace(PAGE, world=World.of(Mint("https://news.example/"), ENTITIES)),
        replace(PAGE, world=other_kind),
        replace(PAGE, world=World.of(Mint(), {"wire": Entity("wire", "ORG", "Nordwire")})),
    ]
    digests = [page.digest("rules") for page in variants]
    assert len({*digests, PAGE.digest("other rules")}) == len(variants) + 1


def test_chain_of_sources_leaves_out_words_that_name_none() -> None:
    via = (party("people were killed", None), Party(span_of("Lunden Post"), "lunden-post"))
    claim = Claim((span_of("it"),), "en", "indirect", "S4", via=via)
    assert PAGE.via(claim) == [("lunden-post", "Lunden Post")]
    assert TEXT[span_of("it").start :].startswith("it")
