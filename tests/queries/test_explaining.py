"""An explanation names spellings with the reason why they are one, candidates with scores, and what was copied."""

from __future__ import annotations

import pytest

from claimgraph.errors import QueryRefused
from claimgraph.explaining import explain
from claimgraph.link.likeness import likeness
from claimgraph.store import View


def lines(view: View, what: str) -> list[str]:
    return [line.strip() for line in explain(view, what)]


@pytest.mark.parametrize("what", ["Åsa Berg", "asa-berg", "entity/asa-berg", "Q900000003"])
def test_an_entity_is_explained_by_name_key_and_item(view: View, what: str) -> None:
    told = lines(view, what)
    assert told[0] == "Åsa Berg (cg:Person, entity/asa-berg)"
    assert "Q900000003  exact match  0.9  (index, index-0)" in told
    assert "nb  Hun  1 in 1 document(s): pronoun: stands for it in its text" in told
    assert "P39  Q900000004 Minister of Dams  2030-02..2031-06-30" in told


def test_what_was_turned_down_is_told(view: View) -> None:
    told = lines(view, "Radio Ost")
    assert "no item  nil  0.8  (index, index-0)" in told
    assert "Q900000001  rejected  0.2  (index, index-0)" in told
    assert "Radio East: another of its names" in told


def test_an_entity_without_links_says_that_nothing_was_asked(view: View) -> None:
    assert any(line.startswith("Wikidata: no item is known, and no index was asked") for line in lines(view, "Lunden"))


def test_a_mention_is_explained_with_its_entity(view: View) -> None:
    rows = view.query("PREFIX cg: <https://w3id.org/claimgraph/ns#> SELECT ?m { ?m a cg:Mention } ORDER BY ?m")
    mention = next(iter(rows))[0].value  # type: ignore[arg-type]
    short = mention.partition("/id/")[2]
    assert lines(view, mention) == lines(view, f"<{mention}>") == lines(view, short)
    assert "found by hand" in lines(view, mention)[0]
    assert len(lines(view, mention)) > 3


@pytest.mark.parametrize("what", ["nobody", "doc/0/mention/1-2", "https://elsewhere.example/entity/x"])
def test_what_is_not_there_is_refused(view: View, what: str) -> None:
    with pytest.raises(QueryRefused):
        lines(view, what)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (("TOKAYEV", "en"), "the last word of 'Kassym Tokayev' (en)"),
        (("Касим Токаєв", "uk"), "sounds like 'Kassym Tokayev' (en)"),
        (("Kassyma Tokajewa", "pl"), "may be a case form of a name that sounds like 'Kassym Tokayev' (en)"),
        (("KASSYM TOKAYEV", "nb"), "has the letters of 'Kassym Tokayev' (en)"),
    ],
)
def test_spellings_are_one_for_a_reason(name: tuple[str, str], reason: str) -> None:
    assert (likeness(name, [("Kassym Tokayev", "en")]) or "").startswith(reason)
    assert likeness(("Nora Lind", "en"), [("Kassym Tokayev", "en")]) is None
