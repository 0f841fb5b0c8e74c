"""Every page names the files that tell the same; they answer, parse, and agree in how much they tell."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat, parse

from claimgraph.server.twins import table
from tests.server.sample import DOCUMENTS, MINT
from tests.server.test_pages import BROWSER

CLAIM = f"/id/doc/{DOCUMENTS['en']}"
PAGES = (
    "/", "/claims", "/claims?view=figures", "/claims?view=matrix", "/claims?view=manner&page=1", "/compare", "/network",
    "/network?by=country", "/network?chosen=x&type=quotes", "/map", "/timeline?basis=any", "/about", "/ns",
    "/search?q=lunden", "/queries/most-quoted.html", "/id/entity/asa-berg", "/id/entity/lunden.html", CLAIM,
    "/id/source/nordwire",
)  # fmt: skip
NONE = ("/queries/", "/sparql", "/id/doc/none", "/search/none")


class Head(HTMLParser):
    """The alternates and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.alternates: dict[str, str] = {}
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        if tag == "link" and found.get("rel") == "alternate":
            self.alternates[found["type"]] = found["href"]
        if tag == "a":
            self.links.append(found.get("href", ""))


def of_json(text: str) -> int | None:
    """Return how many records a JSON file lists, None where it has no list of its own."""
    content: Any = json.loads(text)
    if isinstance(content, list):
        return sum(len(entry["claims"]) for entry in content)
    if "total" in content and "hits" not in content:
        assert any(len(value) == content["total"] for value in content.values() if isinstance(value, list))
        return int(content["total"])
    if "results" in content:
        return len(content["results"]["bindings"])
    return next((len(content[name]) for name in ("edges", "pairs", "relations") if name in content), None)


def of_csv(text: str) -> int:
    return len(list(csv.reader(io.StringIO(text)))) - 1


def of_geojson(text: str) -> int:
    """Return how many rows the table of the places has: a place without claims has one too."""
    features = json.loads(text)["features"]
    return sum(max(1, len(feature["properties"]["claims"])) for feature in features)


def of_graph(text: str) -> int:
    return sum(element.tag.endswith("}edge") for element in ElementTree.fromstring(text).iter())


def of_turtle(text: str) -> None:
    assert list(parse(text, RdfFormat.TURTLE))


def of_json_ld(text: str) -> None:
    assert list(parse(text, RdfFormat.JSON_LD))


def of_svg(text: str) -> None:
    assert ElementTree.fromstring(text).tag.endswith("}svg")


def of_calendar(text: str) -> None:
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT")


COUNTS: dict[str, Callable[[str], int | None]] = {
    "application/json": of_json, "text/csv": of_csv, "application/geo+json": of_geojson, "text/turtle": of_turtle,
    "application/ld+json": of_json_ld, "application/graphml+xml": of_graph, "application/gexf+xml": of_graph,
    "image/svg+xml": of_svg, "text/calendar": of_calendar,
}  # fmt: skip


def alternates(client: FlaskClient, page: str) -> dict[str, str]:
    response = client.get(page, headers=BROWSER, follow_redirects=True)
    return Head(response.text).alternates


@pytest.mark.parametrize("page", PAGES)
def test_files_of_a_page_answer_and_agree(client: FlaskClient, page: str) -> None:
    named = alternates(client, page)
    assert named
    counts: dict[str, int] = {}
    for media, address in named.items():
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.mimetype in (media, "application/sparql-results+json"), address
        number = COUNTS[media](answer.text)
        if number is not None:
            counts[address] = number
    assert len(set(counts.values())) <= 1, counts


def test_every_kind_of_twin_is_among_the_pages(client: FlaskClient) -> None:
    found = {media for page in PAGES for media in alternates(client, page)}
    assert found == set(table()["media"].values()) == set(COUNTS)


@pytest.mark.parametrize("page", NONE)
def test_pages_without_files_name_none(client: FlaskClient, page: str) -> None:
    assert alternates(client, page) == {}


def test_files_follow_what_the_page_chooses_but_not_how_it_shows_it(client: FlaskClient) -> None:
    named = alternates(client, "/network?type=quotes&chosen=x&size=degree&lang=uk")
    assert named["application/json"] == "/network.json?type=quotes"
    assert alternates(client, "/claims?view=figures&page=2&contested=true")["text/csv"].endswith(
        "claims.csv?view=figures&contested=true"
    )


def test_claim_document_and_entity_are_there_as_plain_json(client: FlaskClient) -> None:
    document = json.loads(client.get(f"{CLAIM}.json").data)
    words = [claim["words"] for claim in document["claims"]]
    assert words
    claim = document["claims"][0]["claim"]
    told = json.loads(client.get("/id/" + claim.partition("/id/")[2] + ".json").data)
    assert told["iri"] == claim
    text = document["document"]["text"]
    spans: Sequence[Any] = told["spans"]
    assert all(text[int(span["start"]) : int(span["end"])] for span in spans)
    entity = json.loads(client.get("/id/entity/asa-berg.json").data)
    assert entity["iri"] == MINT.entity("asa-berg").value
    assert {card["speaker"] for card in entity["said"]["cards"]} == {entity["iri"]}
    page = Head(client.get("/id/entity/asa-berg", headers=BROWSER).text).links
    assert all("/id/" + card["claim"].partition("/id/")[2] in page for card in entity["said"]["cards"])
