from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from claimgraph.server.app import close_app, create_app
from tests.queries.sources import publish
from tests.server.conftest import OPTIONS
from tests.server.sample import DOCUMENTS, ENGLISH, MINT
from tests.server.test_pages import BROWSER, CLAIM, ENGLISH_DOC, visit


def test_layers_are_those_of_the_address(client: FlaskClient) -> None:
    assert 'class="text shows-claims shows-figures shows-speakers shows-cues shows-names shows-roles"' in client.get(
        ENGLISH_DOC, headers=BROWSER
    ).text  # fmt: skip
    assert 'class="text shows-figures"' in client.get(f"{ENGLISH_DOC}?layer=&layer=figures", headers=BROWSER).text
    assert 'class="text"' in client.get(f"{ENGLISH_DOC}?layer=", headers=BROWSER).text
    assert client.get(f"{ENGLISH_DOC}?layer=colours", headers=BROWSER).status_code == 400


def test_claim_of_the_address_is_marked_in_text_and_list(client: FlaskClient) -> None:
    place = CLAIM.rpartition("/")[2]
    page = visit(client, f"{ENGLISH_DOC}?claim={place}")
    begin, end = map(int, place.split("-"))
    assert page.marked["chosen"].replace("|", "") == ENGLISH[begin:end]
    assert "chosen" not in visit(client, f"{ENGLISH_DOC}?claim=1-2").marked


def test_figures_are_marked_with_their_bounds_beside(client: FlaskClient) -> None:
    page = visit(client, f"/id/doc/{DOCUMENTS['uk']}")
    assert page.marked["figure"].replace("|", "") == "щонайменше 12 людей"
    assert re.search(r"from 12 to ∞", page.text)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A store of four sources with clusters and relations."""
    store: Path = tmp_path_factory.mktemp("compared") / "store"
    publish(store)
    app = create_app(store, OPTIONS)
    yield app.test_client()
    close_app(app)


def document(claim: str) -> str:
    return claim.rpartition("/claim/")[0]


def first_pair(client: FlaskClient) -> tuple[str, str]:
    """Return the documents of the first relation between two documents."""
    for row in json.loads(client.get("/api/relations").data)["relations"]:
        left, right = document(row["left"]["claim"]), document(row["right"]["claim"])
        if left != right:
            return left, right
    raise AssertionError("no relation between two documents")


def test_compare_page_joins_the_claims_of_both_texts(compared: FlaskClient) -> None:
    left, right = first_pair(compared)
    address = urlencode({"left": left, "right": right})
    rows = json.loads(compared.get(f"/compare.json?{address}").data)["relations"]
    page = visit(compared, f"/compare?{address}")
    assert rows
    for row in rows:
        assert (document(row["left"]), document(row["right"])) == (left, right)
        assert row["left_words"] in page.text
        assert row["right_words"] in page.text
        assert row["reason"] in page.text
    table = list(csv.DictReader(io.StringIO(compared.get(f"/compare.csv?{address}").text)))
    assert [row["relation"] for row in table] == [row["relation"] for row in rows]


def test_sides_may_be_swapped(compared: FlaskClient) -> None:
    left, right = first_pair(compared)
    there = json.loads(compared.get(f"/compare.json?{urlencode({'left': left, 'right': right})}").data)["relations"]
    back = json.loads(compared.get(f"/compare.json?{urlencode({'left': right, 'right': left})}").data)["relations"]
    assert {(row["left"], row["right"]) for row in there} == {(row["right"], row["left"]) for row in back}
    assert {row["order"] for row in there} != {row["order"] for row in back} or len({r["order"] for r in there}) == 2


def test_pairs_are_offered_with_those_of_most_relations_first(compared: FlaskClient) -> None:
    links = [link for link in visit(compared, "/compare").links if link.startswith("/compare?left=")]
    assert links
    assert all(compared.get(link, headers=BROWSER).status_code == 200 for link in links)
    left, right = first_pair(compared)
    others = [link for link in visit(compared, "/id/" + left.removeprefix(MINT.base)).links if "/compare?" in link]
    assert any(right.rpartition("/")[2] in link for link in others)


def test_unknown_document_is_404(compared: FlaskClient) -> None:
    assert compared.get("/compare?left=x&right=y").status_code == 404
    assert compared.get("/compare.json?left=x").status_code == 404


def test_pairs_of_texts_are_there_for_programs(compared: FlaskClient) -> None:
    offered = json.loads(compared.get("/compare.json").data)["pairs"]
    assert offered
    assert offered[0]["relations"] >= offered[-1]["relations"] > 0
    assert len(list(csv.DictReader(io.StringIO(compared.get("/compare.csv").text)))) == len(offered)
