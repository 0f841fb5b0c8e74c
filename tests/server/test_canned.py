from __future__ import annotations

import csv
import io
import json

import pytest
from flask.testing import FlaskClient

from claimgraph.queries import catalogue
from tests.server.test_pages import BROWSER, Page, visit

NAMES = [query.name for query in catalogue()]


@pytest.mark.parametrize("name", NAMES)
def test_every_query_has_a_page_and_data(client: FlaskClient, name: str) -> None:
    page = visit(client, f"/queries/{name}.html")
    assert "SPARQL" in page.text
    assert f"/queries/{name}.csv" in page.links
    found = json.loads(client.get(f"/queries/{name}.json").data)
    rows = list(csv.reader(io.StringIO(client.get(f"/queries/{name}.csv").text, newline="")))
    assert rows[0] == found["head"]["vars"]
    assert len(rows) - 1 == len(found["results"]["bindings"])


def test_index_leads_to_every_query(client: FlaskClient) -> None:
    links = {link.partition("?")[0] for link in visit(client, "/queries/").links}
    assert {f"/queries/{name}.html" for name in NAMES} <= links
    assert client.get(f"/queries/{NAMES[0]}").location == f"/queries/{NAMES[0]}.html"


def test_parameter_is_looked_up_by_name(client: FlaskClient) -> None:
    asked = {"speaker": "Оса Берг", "language": "uk"}
    found = json.loads(client.get("/queries/claims-by-speaker.json", query_string=asked).data)
    assert [row["words"]["value"] for row in found["results"]["bindings"]] == ["в Лундені загинули щонайменше 12 людей"]
    page = Page(client.get("/queries/claims-by-speaker.html", query_string=asked, headers=BROWSER).text)
    assert "/id/entity/asa-berg" in page.links
    assert "1 row" in page.text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"speaker": "Nobody at all"}, "Nobody at all"),
        ({"stance": "angry"}, "one of"),
        ({"colour": "red"}, "no parameter"),
        ({"speaker": "<http://e/> } DROP ALL"}, "no entity"),
    ],
)
def test_wrong_value_is_explained(client: FlaskClient, query: dict[str, str], words: str) -> None:
    response = client.get("/queries/claims-by-speaker.json", query_string=query)
    assert response.status_code == 400
    assert words in response.text
    assert response.text.count("\n") == 1
    page = client.get("/queries/claims-by-speaker.html", query_string=query, headers=BROWSER)
    assert page.status_code == 400
    assert words in Page(page.text).text


def test_unknown_query_is_404(client: FlaskClient) -> None:
    for path in ("/queries/nothing.html", "/queries/nothing.csv", "/queries/_entity.html", "/queries/..%2Fx.json"):
        assert client.get(path).status_code == 404
