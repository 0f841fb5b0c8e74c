"""The claims board and the overview: what they choose, order, draw and hand out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from claimgraph.search.index import FILE
from claimgraph.server.app import close_app, create_app
from claimgraph.server.backend import Backend
from claimgraph.server.claims_board_chart import Scale, bounds, by_source, over_time
from claimgraph.server.claims_board_choice import panels
from claimgraph.server.claims_board_data import Board, Figure, Rival, read
from claimgraph.server.claims_board_files import as_csv
from claimgraph.server.comparison_data import Document, Relation, Told, document_of
from claimgraph.server.comparison_data import read as read_comparison
from claimgraph.server.options import ServerOptions
from claimgraph.server.overview import columns, pairs
from claimgraph.server.overview_change import compare
from claimgraph.server.releases import current_snapshot
from tests.queries.sources import IRIS, publish
from tests.server.sample import publish_sample

PAGES = (
    "/claims",
    "/claims?view=figures",
    "/claims?view=figures&by=time",
    "/claims?view=matrix",
    "/claims?view=manner",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("board")
    publish(directory)
    return directory


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[FlaskClient]:
    app = create_app(store, ServerOptions(fast_timeout=20.0, poll=0.1))
    app.testing = True
    yield app.test_client()
    close_app(app)


@pytest.fixture(scope="module")
def board(store: Path) -> Iterator[Board]:
    backend = Backend(store, ServerOptions(fast_timeout=20.0))
    yield read(backend, read_comparison(backend))
    backend.close()


def figure(lower: float | None, upper: float | None, value: float | None, published: str = "2031-05-03") -> Figure:
    document = Document("d", "title", "s", "Source", published)
    told = Told("c", document, "words", "en", "", "", "", "neutral", "paraphrase", "indirect", (), frozenset())
    return Figure(told, "words", "killed", "person", "exactly", lower, upper, value)


def test_contested_statement_comes_first_with_its_conflicts(board: Board) -> None:
    first, second = board.statements
    assert (first.key, second.key) == ("killed", "troops")
    assert {relation.type for relation in first.disputed} == {"oppositePolarity", "differentQuantity"}
    assert not second.is_contested
    assert first.roots == 3
    assert [name for _, name in first.sources] == ["Evening Bell", "Fjordposten", "Lunden Kurier", "Nordwire"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["killed", "troops"]),
        ("contested=true", ["killed"]),
        ("contested=false", ["troops"]),
        ("speaker=Delta+Pact", ["troops"]),
        ("about=Norland", ["troops"]),
        ("measure=killed", ["killed"]),
        ("measure=injured", []),
        ("source=Evening+Bell", ["killed"]),
        ("language=nb&event=Deploy", ["troops"]),
        ("since=2031-06", []),
        ("until=2031-04", ["killed"]),
    ],
)
def test_filters_choose_statements(client: FlaskClient, query: str, keys: list[str]) -> None:
    found = client.get(f"/claims.json?{query}").get_json()
    assert [one["key"] for one in found["statements"]] == keys
    page = client.get(f"/claims?{query}").text
    assert re.findall(r'<h2 id="s-([^"]+)"', page) == keys


@pytest.mark.parametrize("query", ["view=map", "by=size", "colour=red", "page=0", "since=May", "contested=maybe"])
def test_parameter_that_cannot_be_read_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/claims?{query}").status_code == 400


@pytest.mark.parametrize("path", [*PAGES, "/claims/killed", "/", "/claims?contested=true&language=nb"])
def test_page_has_no_script_of_its_own_and_its_links_lead_somewhere(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert " style=" not in page.text
    for link in set(re.findall(r'href="(/(?!static/)[^"#]*)', page.text)):
        reply = client.get(link.replace("&amp;", "&"), headers={"Accept": "text/html"}, follow_redirects=True)
        assert reply.status_code == 200, link


def test_claim_opens_to_its_words_in_context(client: FlaskClient) -> None:
    page = client.get("/claims/killed").text
    opened = page[page.index("“dozens of marchers” died") :]
    assert '<mark class="cue">claimed</mark>' in opened
    assert 'lang="en"' in opened
    assert "Clashes in Lunden" in opened


def test_unknown_statement_is_not_found(client: FlaskClient) -> None:
    assert client.get("/claims/nothing").status_code == 404


def test_figures_of_one_class_stand_in_one_panel(board: Board) -> None:
    claims = [told for statement in board.statements for told in statement.members]
    found = panels(board, claims, "")
    assert [(panel.measure, panel.counted) for panel in found] == [("killed", "person")]
    assert found[0].figures[0].told.document.source_name == "Evening Bell"
    assert found[0].conflicts == 1
    assert panels(board, claims, "injured") == []


def test_bars_end_where_the_bounds_are() -> None:
    scale = Scale.of([figure(0, 100, None)])
    assert (scale.share(0), scale.share(100), scale.is_log) == (0.0, 1.0, False)
    assert scale.numbers()[0] == 0
    wide = Scale.of([figure(3, 2000, None)])
    assert wide.is_log
    assert wide.numbers() == [1, 10, 100, 1000, 10_000]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((164, 164, 164), "164"),
        ((161, None, 160), "161 or more"),
        ((None, 5, 5), "5 or less"),
        ((20, 99, None), "20 to 99"),
        ((None, None, None), "no bound"),
    ],
)
def test_bounds_are_written(given: tuple[float | None, float | None, float | None], words: str) -> None:
    assert bounds(figure(*given)) == words


def test_drawings_hold_every_figure(board: Board) -> None:
    (panel,) = panels(board, [told for one in board.statements for told in one.members], "")
    rows, plot = by_source(panel), over_time(panel)
    assert len(rows.bars) == len(panel.figures)
    assert len(plot.bars) + len(plot.undated) == len(panel.figures)
    for bar in rows.bars:
        assert 0 <= bar.start <= bar.end <= 100
        assert bar.mark is None or bar.figure.value is not None
    places = [(bar.at, bar.shift, bar.start) for bar in plot.bars]
    assert len(set(places)) == len(places)


def test_matrix_tells_who_is_silent(client: FlaskClient) -> None:
    cells = client.get("/claims.json?view=matrix").get_json()["cells"]
    states = {(one["cluster"].rpartition("/")[2], one["sourceName"]): one["state"] for one in cells}
    assert states["killed", "Nordwire"] == "reports"
    assert states["troops", "Lunden Kurier"] == "silent"
    assert ("troops", "Evening Bell") not in states  # older than the first report


def test_stance_is_counted_by_publisher(client: FlaskClient) -> None:
    rows = client.get("/claims.csv?view=manner").text
    bell = next(row for row in csv.DictReader(io.StringIO(rows)) if row["sourceName"] == "Evening Bell")
    assert (bell["claims"], bell["stance_distancing"], bell["fidelity_verbatim"]) == ("1", "1", "1")


def test_statement_as_json_has_claims_relations_and_figures(client: FlaskClient) -> None:
    (found,) = client.get("/claims/killed.json").get_json()["statement"]
    assert {one["claim"] for one in found["members"]} >= {IRIS["bell-killed"].value}
    assert {one["rule"] for one in found["related"]} >= {"12-different"}
    assert {"lower": 20, "upper": 99, "value": None}.items() <= next(
        one for one in found["figures"] if one["source"] == "Evening Bell"
    ).items()


def test_csv_field_is_no_formula() -> None:
    assert as_csv([{"words": '=HYPERLINK("x")', "n": -1}]).splitlines()[1] == '"\'=HYPERLINK(""x"")",-1'


def test_overview_counts(client: FlaskClient) -> None:
    rows = client.get("/overview.json").get_json()["counts"]
    counts = {(row["what"], row["name"]): row["number"] for row in rows}
    assert counts["kind", "Document"] == 4
    assert counts["statement", "contested"] == 1
    assert counts["language", "nb"] == 1
    page = client.get("/").text
    assert 'href="/claims?contested=true"' in page


def test_overview_shows_conflicts_inside_a_statement_too(board: Board) -> None:
    (pair,) = pairs(board)
    assert pair.statement is pair.other is board.statements[0]
    assert pair.relation.is_conflict
    assert {pair.told.iri, pair.answer.iri} == {pair.relation.left.iri, pair.relation.right.iri}


def test_columns_leave_no_gap() -> None:
    found = columns({"2021-12-30": 2, "2022-01-02": 8, "2022": 1})
    assert [(one.label, one.documents) for one in found][:2] == [("2021-12-30", 2), ("2021-12-31", 0)]
    assert len(found) == 4
    years = [one.label for one in columns({"2010-01-01": 1, "2022-06": 1})]
    assert years == [str(year) for year in range(2010, 2023)]
    assert columns({}) == []


def test_change_names_what_is_new(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    assert compare(current_snapshot(tmp_path)) is None
    publish_sample(tmp_path, extra=True)
    found = compare(current_snapshot(tmp_path))
    assert found is not None
    assert (found.before, found.after, found.gone) == ("000001", "000002", 0)
    assert found.counts["document"] == (2, 3)
    assert [title for _, title in found.documents] == ["Dam fails above Lunden 😀"]
    assert "cluster" not in found.counts


def test_search_finds_names_claims_and_texts(client: FlaskClient) -> None:
    page = client.get("/search?q=marchers").text
    assert "/id/entity/marchers" in page
    assert '“dozens of <mark class="evidence">marchers</mark>” died' in page
    assert "<h2>Texts</h2>" in page
    assert "<script>" not in client.get("/search?q=%3Cscript%3E").text


def test_search_without_an_index_still_finds_names(tmp_path: Path) -> None:
    release = publish_sample(tmp_path)
    (release.path / FILE).unlink()
    app = create_app(tmp_path, ServerOptions(fast_timeout=20.0))
    try:
        page = app.test_client().get("/search?q=lunden").text
    finally:
        close_app(app)
    assert "/id/entity/lunden" in page
    assert "no index of words" in page


def test_statements_in_conflict_show_the_reasons_for_it_alone(board: Board) -> None:
    told = figure(1, 1, 1).told

    def relation(kind: str, is_conflict: bool) -> Relation:
        return Relation(kind, kind, told, told, "reason", "rule", "0.9", (), is_conflict)

    conflict, same = relation("rivalCause", True), relation("sameProposition", False)
    assert Rival(board.statements[0], (same, conflict)).reasons == [conflict]
    assert Rival(board.statements[0], (same,)).reasons == [same]


def test_text_without_publisher_is_not_its_publisher() -> None:
    row = {"document": "d", "title": "004_3d81"}
    assert document_of(row).source_name == "publisher unknown (004_3d81)"
    assert document_of({**row, "source": "s", "sourceName": "Evening Bell"}).source_name == "Evening Bell"
