"""Queries that compare sources give the answers that the four texts have."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from claimgraph.ontology import terms as CG
from claimgraph.queries import load
from claimgraph.store import View
from tests.queries.answers import answer
from tests.queries.sources import IRIS, cluster, relation


def plain(term: NamedNode | Literal | None) -> str:
    """Return a term without what all IRIs begin with."""
    if term is None:
        return ""
    return term.value.removeprefix(CG.NAMESPACE) if isinstance(term, NamedNode) else term.value


def table(view: View, name: str, columns: str, **values: str) -> list[tuple[str, ...]]:
    """Return some columns of a query's rows."""
    return [tuple(plain(row[c]) for c in columns.split()) for row in answer(view, load(name), **values)]


def test_cluster_tells_how_wide_it_is_reported(view: View) -> None:
    counts = "cluster claims documents publishers languages roots conflicts"
    assert table(view, "clusters", counts) == [
        (cluster("killed").value, "4", "4", "4", "2", "3", "2"),
        (cluster("troops").value, "2", "2", "2", "2", "1", "0"),
    ]


def test_cluster_is_found_by_words_of_a_claim(view: View) -> None:
    for value in ("12 activists were killed in Lunden", "killed", "cluster/killed", cluster("killed").value):
        assert table(view, "clusters", "cluster", cluster=value) == [(cluster("killed").value,)]


def test_roots_tell_why_a_claim_is_not_independent(view: View) -> None:
    found = table(view, "independent-roots", "cluster claims roots dependent reason")
    assert found == [
        (cluster("killed").value, "4", "3", "1", ""),
        (cluster("troops").value, "2", "1", "1", "the one translates the other"),
    ]


def test_silent_is_who_reports_on_the_event_later_but_not_the_claim(view: View) -> None:
    rows = table(view, "coverage-matrix", "publisherName stateName claims", cluster="troops")
    # Evening Bell wrote a month before the first claim of the cluster, so it can't be silent on it.
    assert rows == [("Fjordposten", "reports", "1"), ("Nordwire", "reports", "1"), ("Lunden Kurier", "silent", "0")]


def test_no_source_is_silent_on_what_all_report(view: View) -> None:
    rows = table(view, "coverage-matrix", "publisherName stateName", cluster="killed")
    assert {state for _, state in rows} == {"reports"}
    assert len(rows) == 4


def test_stances_of_one_claim_by_source(view: View) -> None:
    rows = table(view, "cluster-stances", "publisherName cue stance fidelity", cluster="killed")
    assert rows == [
        ("Evening Bell", "claimed", "stanceDistancing", "fidelityVerbatim"),
        ("Fjordposten", "avviste", "stanceDenying", "fidelityParaphrase"),
        ("Lunden Kurier", "According to", "stanceNeutral", "fidelityParaphrase"),
        ("Nordwire", "said", "stanceNeutral", "fidelityParaphrase"),
    ]


def test_figures_by_day_with_open_bounds(view: View) -> None:
    rows = table(view, "figures-over-time", "date precision counted lower upper publisherName", measure="killed")
    assert rows == [
        ("2031-05-04", "day", "countedActivist", "12", "12", "Lunden Kurier"),
        ("2031-04-01", "day", "countedPerson", "20", "99", "Evening Bell"),
        ("2031-05", "month", "countedPerson", "20", "", "Fjordposten"),
        ("2031-05-03", "day", "countedPerson", "12", "", "Nordwire"),
    ]


def test_framing_by_counts_and_by_those_it_is_done_to(view: View) -> None:
    rows = table(view, "framing", "class called publisherName", event="Kill")
    assert rows == [
        ("activist", "activists", "Lunden Kurier"),
        ("group", "marchers", "Evening Bell"),
        ("person", "dozens of marchers", "Evening Bell"),
        ("person", "people", "Nordwire"),
        ("person", "mennesker", "Fjordposten"),
    ]


def test_one_count_called_differently(view: View) -> None:
    columns = "leftClass leftByName rightClass rightByName type reason"
    assert table(view, "framing-pairs", columns) == [
        ("activist", "Lunden Kurier", "person", "Nordwire", "relationConsistentQuantity", "12 is among at least 12"),
    ]


def test_contested_gives_both_sides_and_the_reason(view: View) -> None:
    columns = "relation leftByName leftSpeakerName rightByName rightSpeakerName reason"
    assert table(view, "contested", columns) == [
        (relation("differentQuantity", "bell-killed", "kurier-killed").value,
         "Evening Bell", "", "Lunden Kurier", "Åsa Berg", "20 to 99 differs from 12"),
        (relation("oppositePolarity", "fjord-killed", "nordwire-killed").value,
         "Fjordposten", "Åsa Berg", "Nordwire", "Åsa Berg", "the one affirms, the other denies"),
    ]  # fmt: skip


def test_clusters_in_conflict_with_themselves(view: View) -> None:
    rows = table(view, "contested-clusters", "type one other relations")
    killed = cluster("killed").value
    assert rows == [
        ("relationDifferentQuantity", killed, killed, "1"),
        ("relationOppositePolarity", killed, killed, "1"),
    ]


def test_relations_of_a_claim_from_both_sides(view: View) -> None:
    rows = table(view, "claim-relations", "side type other rule", claim=IRIS["kurier-killed"].value)
    assert rows == [
        ("left", "relationConsistentQuantity", IRIS["nordwire-killed"].value, "11-consistent"),
        ("right", "relationDifferentQuantity", IRIS["bell-killed"].value, "12-different"),
    ]


def test_publishers_that_agree_and_conflict(view: View) -> None:
    rows = table(view, "source-agreement", "oneName otherName relations agree conflict neither")
    assert rows == [
        ("Fjordposten", "Nordwire", "3", "1", "1", "1"),
        ("Evening Bell", "Lunden Kurier", "1", "0", "1", "0"),
        ("Lunden Kurier", "Nordwire", "1", "1", "0", "0"),
    ]


def test_what_someone_says_and_who_reports_it(view: View) -> None:
    rows = table(view, "clusters-by-speaker", "speakerName cluster own claims publishers roots", speaker="Åsa Berg")
    assert rows == [
        ("Åsa Berg", cluster("killed").value, "3", "4", "4", "3"),
        ("Åsa Berg", cluster("troops").value, "1", "2", "2", "1"),
    ]


def test_claims_about_a_place_tell_how_they_name_it(view: View) -> None:
    rows = set(table(view, "place-claims", "placeName wkt role publisherName"))
    lunden = {("Lunden", "POINT(10.25 59.5)", "scene", name) for name in
              ("Nordwire", "Fjordposten", "Lunden Kurier", "Evening Bell")}  # fmt: skip
    assert lunden <= rows
    # The point of Norland is known from Wikidata alone.
    assert ("Norland", "POINT(11 61)", "named", "Fjordposten") in rows
