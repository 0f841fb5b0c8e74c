"""Publishers known by the address of their texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claimgraph.entity import Entity
from claimgraph.link.linking import linked
from claimgraph.link.local import LocalEntity, Source, Spelling
from claimgraph.link.publishers import owner
from claimgraph.link.resolve import Found, resolve
from claimgraph.wikidata.entity import Item
from tests.link.shelf import Shelf

HERALD = Item("Q900000001", "ORG", {"en": ("Fjord Herald",), "mul": ("fjordherald.example",)}, prior=20)
WIRE = Item("Q900000002", "ORG", {"en": ("Harbour Wire",), "mul": ("wire.example",)}, prior=20)
SHELF = Shelf((HERALD, WIRE))


def local(document: str, host: str, publisher: str, *, declared: bool, words: str = "Nora Lindqvist") -> Found:
    kind = "ORG" if words in ("Fjord Herald", "Harbour Wire") else "PER"
    entity = LocalEntity(f"{kind}:{words}", kind, (Spelling(words, "en", 1),))  # type: ignore[arg-type]
    return document, replace(entity, source=Source(host, publisher, declared))


def bodies(*found: Found) -> dict[str | None, Entity]:
    return {entity.qid: entity for entity in linked(resolve(found), found, SHELF).entities if entity.kind == "ORG"}


@pytest.mark.parametrize(
    ("host", "qid"),
    [("fjordherald.example", "Q900000001"), ("en.fjordherald.example", "Q900000001"), ("herald.example", None)],
)
def test_a_host_is_that_of_the_outlet_or_a_part_of_it(host: str, qid: str | None) -> None:
    item = owner(host, SHELF)
    assert (item.qid if item else None) == qid


def test_a_publisher_is_linked_by_its_site_though_no_text_names_it() -> None:
    found = bodies(local("a", "fjordherald.example", "The Herald of the Fjords", declared=True))
    (entity,) = found.values()
    assert entity.qid == "Q900000001"
    assert entity.names["mul"] == ("The Herald of the Fjords", "fjordherald.example")
    (link,) = entity.links
    assert link.reason == "Fjord Herald: its site is fjordherald.example"
    assert link.version == SHELF.version


def test_it_is_one_entity_with_the_outlet_that_texts_name() -> None:
    found = bodies(local("a", "fjordherald.example", "", declared=False, words="Fjord Herald"))
    assert list(found) == ["Q900000001"]
    assert found["Q900000001"].names["mul"] == ("fjordherald.example",)


@pytest.mark.parametrize("declared", [True, False])
def test_whom_the_site_copied_is_not_its_owner(declared: bool) -> None:
    found = bodies(local("a", "fjordherald.example", "Harbour Wire", declared=declared))
    assert found["Q900000001"].names["mul"] == ("fjordherald.example",)


def test_a_site_that_the_index_does_not_know_adds_nothing() -> None:
    assert not bodies(local("a", "elsewhere.example", "Elsewhere", declared=True))
