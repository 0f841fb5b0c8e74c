"""Identifiers come from content alone and are valid under every base."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import ClaimGraphError
from claimgraph.iri import DEFAULT_BASE, Mint, check_base, digest, document_key, slug, wikidata
from claimgraph.model import Document, Span
from claimgraph.settings import Settings

DOCUMENT = Document("a", "Text.", publisher="Nordwire", url="https://news.example/a")


@pytest.mark.parametrize(
    "base",
    [DEFAULT_BASE, "http://localhost:8000/id/", "https://news.example/", "http://[::1]:8000/"],
)
def test_base_is_accepted(base: str) -> None:
    check_base(base)
    assert Settings(base=base).base == base


@pytest.mark.parametrize(
    "base",
    [
        "",
        "news",
        "https://news.example",
        "https://news.example/id",
        "https://a b/",
        "ftp://a/",
        "https://a/?q=/",
    ],
)
def test_base_is_refused(base: str) -> None:
    with pytest.raises(ClaimGraphError, match="slash"):
        Settings(base=base)


def test_releases_to_keep_are_at_least_one() -> None:
    with pytest.raises(ClaimGraphError, match="keep"):
        Settings(keep_releases=0)


@pytest.mark.parametrize("change", [{"text": "Other."}, {"publisher": None}, {"url": None}])
def test_document_key_depends_on_publisher_address_and_text(change: dict[str, str | None]) -> None:
    assert document_key(replace(DOCUMENT, **change)) != document_key(DOCUMENT)  # type: ignore[arg-type]


def test_document_key_depends_on_the_name_only_without_url() -> None:
    assert document_key(replace(DOCUMENT, name="b")) == document_key(DOCUMENT)
    bare = replace(DOCUMENT, url=None)
    assert document_key(replace(bare, name="b")) != document_key(bare)


def test_document_key_is_stable() -> None:
    assert document_key(DOCUMENT) == "03e6d85d52dab2a450f2"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("The Astana Times", "the-astana-times"),
        ("Дніпровський вісник", "dniprovskiy-visnik"),
        ("Łódź 24/7", "lodz-24-7"),
        ("  --  ", digest("  --  ")),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text())
def test_slug_is_safe_in_an_iri(name: str) -> None:
    assert slug(name)
    assert set(slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_entity_iri_is_valid_for_any_key(key: str) -> None:
    assert Mint().entity(key).value.startswith(f"{DEFAULT_BASE}entity/")


def test_parts_on_the_same_words_are_told_apart() -> None:
    mint = Mint("https://news.example/")
    assert mint.part("k", "claim", Span(3, 9)).value == "https://news.example/doc/k/claim/3-9"
    assert mint.part("k", "claim", Span(3, 9), 1).value == "https://news.example/doc/k/claim/3-9-1"


def test_wikidata_items_alone_are_linked() -> None:
    assert wikidata("Q232").value == "http://www.wikidata.org/entity/Q232"
    with pytest.raises(ClaimGraphError, match="P31"):
        wikidata("P31")
