from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from claimgraph.server.timeline_drawing import Axis, axis_of, bars, lines, usual
from claimgraph.timeline.entries import entries
from claimgraph.timeline.icalendar import days
from tests.server.sample import MINT
from tests.server.test_pages import visit
from tests.timeline.test_timeline import said

LUNDEN = MINT.entity("lunden").value
WORDS = "at least 12 people were killed in Lunden"


def test_map_lists_the_places_of_claims_with_their_points(client: FlaskClient) -> None:
    page = visit(client, "/map")
    assert "Lunden" in page.text
    assert "59.50" in page.text
    assert "10.25" in page.text
    assert WORDS not in page.text


def test_place_of_the_map_shows_its_claims(client: FlaskClient) -> None:
    page = visit(client, f"/map?place={LUNDEN}")
    assert WORDS in page.text
    assert "в Лундені загинули" in page.text
    assert "в Лундені загинули" not in visit(client, f"/map?place={LUNDEN}&language=en").text


def test_map_files_hold_what_the_page_does(client: FlaskClient) -> None:
    features = json.loads(client.get("/map.geojson?language=uk").data)["features"]
    assert [feature["geometry"]["coordinates"] for feature in features] == [[10.25, 59.5]]
    rows = list(csv.DictReader(io.StringIO(client.get("/map.csv?language=uk").text)))
    assert [row["place"] for row in rows] == ["Lunden"]
    assert client.get("/map.doc").status_code == 404


@pytest.mark.parametrize("path", ["/map", "/timeline", "/timeline.csv", "/map.geojson"])
def test_wrong_values_are_told(client: FlaskClient, path: str) -> None:
    assert client.get(f"{path}?from=yesterday").status_code == 400
    assert client.get(f"{path}?event=Murder").status_code == 400
    assert client.get(f"{path}?about=nobody+at+all").status_code == 404


def test_timeline_page_and_files_agree(client: FlaskClient) -> None:
    page = visit(client, "/timeline?basis=any")
    rows = list(csv.DictReader(io.StringIO(client.get("/timeline.csv?basis=any").text)))
    assert rows
    assert all(row["words"] in page.text and row["date"] in page.text for row in rows)
    calendar = client.get("/timeline.ics?basis=any").text
    assert len(json.loads(client.get("/timeline.json?basis=any").data)) == calendar.count("BEGIN:VEVENT")
    root = ElementTree.fromstring(client.get("/timeline.svg?basis=any").data)
    assert len(root.findall("{http://www.w3.org/2000/svg}a")) == len({row["claim"] for row in rows})
    assert client.get("/timeline?basis=none").status_code == 400
    assert client.get("/timeline?page=0").status_code == 400


def test_line_leads_from_the_date_to_its_report() -> None:
    found = entries(
        [said(claim="a", published="2022-01-12", dates=("2022-01-10",)), said(claim="b", published="2022-01-20")]
    )
    axis = axis_of(found)
    assert axis is not None
    told, untold = lines(found, axis)
    assert told.told is not None
    assert told.told.x < told.reports[0].x
    assert untold.told is None
    assert told.told.x == axis.place(days("2022-01-10")[0])


def test_month_is_a_bar_as_long_as_it_is_known() -> None:
    found = entries([said(claim="a", published="2022-03-02", dates=("2022-01",))])
    axis = axis_of(found)
    assert axis is not None
    mark = lines(found, axis)[0].told
    assert mark is not None
    assert mark.x + mark.width == pytest.approx(axis.place(days("2022-02-01")[0]), abs=0.2)


def test_report_known_to_the_month_is_drawn_as_long_as_a_month() -> None:
    found = entries([said(claim="a", published="2022-01", dates=("2022-01-10",))])
    axis = axis_of(found)
    assert axis is not None
    report = lines(found, axis)[0].reports[0]
    assert report.x <= axis.place(days("2022-01-02")[0])
    assert report.x + report.width >= axis.place(days("2022-01-31")[0])


def test_far_date_does_not_stretch_the_axis() -> None:
    near = [said(claim=str(nth), published="2022-01-12", dates=(f"2022-01-{nth:02}",)) for nth in range(1, 29)]
    found = entries([*near, said(claim="far", published="2022-01-12", dates=("1950-01-01",))])
    axis = axis_of(found)
    assert axis is not None
    assert axis.first.year >= 2021
    far = lines(found, axis)[0].told
    assert far is not None
    assert far.beyond == "left"


@pytest.mark.parametrize(
    ("known", "unit"), [(["2022-01-03", "2022-01-20"], 10), (["2022-01-03", "2023-02-20"], 7), (["1999", "2022"], 4)]
)
def test_bars_are_of_days_months_or_years(known: list[str], unit: int) -> None:
    found = entries([said(claim="a", published=known[0]), said(claim="b", published=known[1])])
    drawn = bars(found, 0, 1000)
    assert {len(bar.period) for bar in drawn} == {unit}
    assert sum(bar.reported for bar in drawn) == 2


def test_ticks_are_few_and_within_the_axis() -> None:
    for first, last in (("2022-01-01", "2022-01-04"), ("2021-11-20", "2022-03-01"), ("1871-01-01", "2022-01-01")):
        between = usual([first, last])
        assert between is not None
        ticks = Axis(*between).ticks()
        assert 1 <= len(ticks) <= 8
        assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
