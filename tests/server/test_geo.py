"""The functions of GeoSPARQL that the store has: those that are documented are there, with these results."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

DOCS = Path(__file__).resolve().parents[2] / "docs" / "geography.md"
PREFIXES = (
    "PREFIX geo: <http://www.opengis.net/ont/geosparql#> PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/> "
    "PREFIX geof: <http://www.opengis.net/def/function/geosparql/> "
)
KYIV, LVIV = '"POINT(30.5 50.45)"^^geo:wktLiteral', '"POINT(24.03 49.84)"^^geo:wktLiteral'
BOX = '"POLYGON((22 49,32 49,32 52,22 52,22 49))"^^geo:wktLiteral'


def value(client: FlaskClient, expression: str) -> str | None:
    response = client.get(
        "/sparql",
        query_string={"query": f"{PREFIXES}SELECT ?x {{ BIND({expression} AS ?x) }}"},
        headers={"Accept": "application/sparql-results+json"},
    )
    assert response.status_code == 200, response.text
    row = json.loads(response.data)["results"]["bindings"][0]
    return row["x"]["value"] if "x" in row else None


def documented() -> list[str]:
    table = DOCS.read_text(encoding="utf-8")
    return sorted(set(re.findall(r"`geof:(\w+)`", table)))


ARGUMENTS = {"distance": f"{KYIV}, {LVIV}, uom:metre"}
ONE = frozenset(
    ["asGeoJSON", "centroid", "convexHull", "coordinateDimension", "dimension", "envelope", "getSRID", "isEmpty"]
) | {"isSimple", "spatialDimension"}


def test_there_are_functions() -> None:
    assert len(documented()) >= 30


@pytest.mark.parametrize("name", documented())
def test_documented_functions_have_results(client: FlaskClient, name: str) -> None:
    arguments = ARGUMENTS.get(name, BOX if name in ONE else f"{KYIV}, {BOX}")
    assert value(client, f"geof:{name}({arguments})") is not None


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (f"ROUND(geof:distance({KYIV}, {LVIV}, uom:metre) / 1000)", "466"),
        (f"geof:sfWithin({KYIV}, {BOX})", "true"),
        (f'geof:sfWithin("POINT(37.6 55.7)"^^geo:wktLiteral, {BOX})', "false"),
        (f"geof:sfContains({BOX}, {LVIV})", "true"),
        (f'geof:sfIntersects({BOX}, "LINESTRING(20 50, 24 50)"^^geo:wktLiteral)', "true"),
        (f"geof:distance({KYIV}, {BOX}, uom:metre)", None),
        (f'geof:sfWithin("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(50 30)"^^geo:wktLiteral, {BOX})', None),
    ],
)
def test_results_are_those_of_the_documentation(client: FlaskClient, expression: str, expected: str | None) -> None:
    found = value(client, expression)
    assert (found if found is None else found.removesuffix(".0")) == expected


def test_other_functions_are_unknown(client: FlaskClient) -> None:
    query = f"{PREFIXES}SELECT ?x {{ BIND(geof:buffer({KYIV}, 5, uom:metre) AS ?x) }}"
    assert client.get("/sparql", query_string={"query": query}).status_code == 400
