"""Places lie where their entity or item lies, with the claims about them, in files that other programs read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import geojson
import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from claimgraph.places.reading import point_of
from tests.queries.sources import IRIS, MINT, publish


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("places")
    publish(directory)
    return directory


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["places", "--store", str(store), *arguments])


def features(store: Path, *arguments: str) -> dict[str, Any]:
    """Return the features by name, as a library reads them."""
    collection = geojson.loads(run(store, *arguments).stdout)
    assert collection.is_valid, collection.errors()
    return {feature["properties"]["name"]: feature for feature in collection["features"]}


def test_points_are_longitude_and_latitude(store: Path) -> None:
    found = features(store)
    places = {name: tuple(feature["geometry"]["coordinates"]) for name, feature in found.items()}
    assert places == {"Lunden": (10.25, 59.5), "Norland": (11, 61), "Sudland": (11, 58)}
    assert found["Lunden"]["properties"]["origin"] == "entity"
    assert found["Norland"]["properties"]["origin"] == "wikidata"
    assert found["Norland"]["properties"]["wikidata"] == "http://www.wikidata.org/entity/Q20"
    assert found["Lunden"]["id"] == MINT.entity("lunden").value


def test_claims_tell_their_words_and_where_they_stand(store: Path) -> None:
    claims = features(store)["Lunden"]["properties"]["claims"]
    assert {claim["claim"] for claim in claims} == {IRIS[name].value for name in IRIS if name.endswith("killed")}
    kurier = next(claim for claim in claims if claim["claim"] == IRIS["kurier-killed"].value)
    assert kurier["role"] == "scene"
    assert kurier["words"] == "12 activists were killed in Lunden"
    assert (kurier["speaker"], kurier["source"], kurier["published"]) == ("Åsa Berg", "Lunden Kurier", "2031-05-04")
    (span,) = kurier["evidence"]["spans"]
    assert span[1] - span[0] == len(kurier["words"])
    named = features(store)["Norland"]["properties"]["claims"]
    assert {claim["role"] for claim in named} == {"named"}


def test_mentions_are_counted(store: Path) -> None:
    properties = features(store)["Lunden"]["properties"]
    assert (properties["mentions"], properties["documents"]) == (3, 2)


@pytest.mark.parametrize(
    ("options", "count"),
    [
        ([], 3),
        (["--claimed"], 3),
        (["--claimed", "--event", "Kill"], 1),
        (["--claimed", "--from", "2031-05-04"], 3),
        (["--claimed", "--from", "2031-06"], 0),
        (["--claimed", "--source", "Evening Bell"], 1),
        (["--claimed", "--about", "Norland", "--lang", "nb"], 2),
    ],
)
def test_options_choose_claims(store: Path, options: list[str], count: int) -> None:
    assert len(features(store, *options)) == count


def test_table_has_a_row_for_each_claim_about_a_place(store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(store, "--format", "csv", "--event", "Kill").stdout)))
    lunden = [row for row in rows if row["place"] == "Lunden"]
    assert len(lunden) == 4
    assert {(row["latitude"], row["longitude"], row["role"]) for row in lunden} == {("59.5", "10.25", "scene")}
    (norland,) = (row for row in rows if row["place"] == "Norland")
    assert (norland["role"], norland["claim"]) == ("", "")


def test_same_content_gives_same_bytes(store: Path, tmp_path: Path) -> None:
    publish(tmp_path / "again")
    for form in ("geojson", "csv"):
        assert run(store, "--format", form).stdout_bytes == run(tmp_path / "again", "--format", form).stdout_bytes


def test_names_in_another_language(store: Path) -> None:
    assert "Nordlandet" in features(store, "--labels", "nb")


def test_file_tells_the_format(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "places.geojson"
    assert "3 places" in run(store, "--output", str(path)).stdout
    assert json.loads(path.read_text("utf-8"))["type"] == "FeatureCollection"


@pytest.mark.parametrize("wkt", ["POINT(181 0)", "POINT(0 -91)", "POLYGON((0 0, 1 1, 1 0, 0 0))", "", "POINT(a b)"])
def test_what_is_no_point_on_earth_is_none(wkt: str) -> None:
    assert point_of(wkt) is None
