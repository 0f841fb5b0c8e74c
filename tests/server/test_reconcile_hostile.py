"""What the reconciliation service does with input that is wrong, enormous or meant to harm."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimgraph.errors import ClaimGraphError
from claimgraph.link.inflection import bases
from claimgraph.link.spelling import candidates
from claimgraph.server.app import close_app, create_app
from claimgraph.server.options import ServerOptions
from tests.server.reconciling import ask, extend, valid
from tests.server.sample import EVIL

WRONG: tuple[tuple[dict[str, str], int], ...] = (
    ({"queries": ""}, 400),
    ({"queries": "Lunden"}, 400),
    ({"queries": "[]"}, 400),
    ({"queries": '[{"query": "Lunden"}]'}, 400),
    ({"queries": '{"q": "Lunden"}'}, 400),
    ({"queries": '{"q": {}}'}, 400),
    ({"queries": '{"q": {"query": null}}'}, 400),
    ({"queries": '{"q": {"query": 7}}'}, 400),
    ({"queries": '{"q": {"properties": []}}'}, 400),
    ({"queries": '{"q": {"properties": [{"v": "x"}]}}'}, 400),
    ({"queries": '{"q": {"query": "x", "properties": [{"pid": "country", "v": {"name": "no id"}}]}}'}, 400),
    ({"queries": '{"q": {"query": "x", "type": 5}}'}, 400),
    ({"queries": '{"q": {"query": "x", "type_strict": "maybe"}}'}, 400),
    ({"queries": '{"q": {"query": "x", "limit": 0}}'}, 400),
    ({"queries": '{"q": {"query": "x", "limit": "9"}}'}, 400),
    ({"queries": '{"q": {"query": "x", "limit": NaN}}'}, 400),
    ({"queries": '{"q": {"query": "x", "limit": 1e999}}'}, 400),
    ({"queries": '{"q": {"query": "\\ud800"}}'}, 400),
    ({"queries": '{"q": {"other": ' + "[" * 100_000}, 400),
    ({"queries": '{"q": {"query": "x", "properties": [{"pid": "a", "v": ' + "[" * 100_000}, 400),
    ({"queries": json.dumps({str(n): {"query": "x"} for n in range(51)})}, 413),
    ({"queries": json.dumps({"q": {"query": "x", "type": ["Place"] * 11}})}, 413),
    ({"queries": json.dumps({"q": {"query": "x", "properties": [{"pid": "country", "v": "x"}] * 11}})}, 413),
    ({"queries": json.dumps({"q": {"query": "x", "properties": [{"pid": "country", "v": ["x"] * 11}]}})}, 413),
    ({"query": '{"limit": 3}'}, 400),
    ({"query": '{"query": '}, 400),
    ({"extend": "{}"}, 400),
    ({"extend": '{"ids": ["lunden"]}'}, 400),
    ({"extend": '{"ids": "lunden", "properties": []}'}, 400),
    ({"extend": '{"ids": ["lunden"], "properties": [{"id": "height"}]}'}, 400),
    ({"extend": '{"ids": ["lunden"], "properties": [{"id": "country", "settings": {"limit": [[1]]}}]}'}, 400),
    ({"extend": json.dumps({"ids": ["x"] * 501, "properties": []})}, 413),
    ({"extend": json.dumps({"ids": [], "properties": [{"id": "country"}] * 51})}, 413),
    ({"other": "field"}, 400),
    ({}, 415),
    ({"queries": "x" * 1_100_000}, 413),
)  # fmt: skip


def refused(response: Any, status: int) -> str:
    """Return the reason of a refusal, which is JSON of one line."""
    assert response.status_code == status, response.text
    assert response.content_type == "application/json"
    assert response.json.keys() == {"status", "message"}
    message = response.json["message"]
    assert response.json["status"] == "error"
    assert isinstance(message, str)
    assert 0 < len(message) < 300
    return message


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_wrong_request_is_refused_with_a_reason(client: FlaskClient, number: int) -> None:
    fields, status = WRONG[number]
    refused(client.post("/reconcile", data=fields), status)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff\xfe", b'{"queries": 5}', b'{"q": {"query": "x"}}'])
def test_wrong_json_body_is_refused(client: FlaskClient, body: bytes) -> None:
    refused(client.post("/reconcile", data=body, content_type="application/json"), 400)


def test_other_kinds_of_body_are_refused(client: FlaskClient) -> None:
    refused(client.post("/reconcile", data="<xml/>", content_type="text/xml"), 415)
    refused(client.post("/reconcile", data=b"queries=\xff", content_type="application/x-www-form-urlencoded"), 400)
    assert client.put("/reconcile").status_code == 405


def test_reason_names_the_query(client: FlaskClient) -> None:
    text = json.dumps({"good": {"query": "Lunden"}, "bad": {"type": "Place"}})
    assert "'bad'" in refused(client.post("/reconcile", data={"queries": text}), 400)


@pytest.mark.parametrize(
    "address", ["suggest/entity?prefix=lun&cursor=-1", "suggest/entity?cursor=1e9", "properties?limit=x"]
)
def test_wrong_numbers_are_refused(client: FlaskClient, address: str) -> None:
    refused(client.get(f"/reconcile/{address}"), 400)


@pytest.mark.parametrize(
    "address",
    ["preview", "preview?id=", "preview?id=nobody", "preview?id=%00", "preview?id=../../health", "flyout/entity?id=x",
     "flyout/type?id=Claim", "flyout/property?id=height"],
)  # fmt: skip
def test_what_is_not_there_is_404(client: FlaskClient, address: str) -> None:
    refused(client.get(f"/reconcile/{address}"), 404)


@pytest.mark.parametrize(
    "text",
    ['" } DROP ALL #', "?s ?p ?o", "<http://x> <http://y>", "'; DROP TABLE name; --", '"*" OR "a"', "NEAR(a b)", "%",
     "\x00", "Lunden\u202e", "\u200b", "(" * 150, "a-" * 60, "ää " * 60, "-".join(["Аня"] * 40), "\u0301" * 100, "😀",
     "Q" + "9" * 150],
)  # fmt: skip
def test_any_words_are_only_a_name(client: FlaskClient, text: str) -> None:
    started = time.monotonic()
    found = ask(client, a={"query": text}, b={"query": "Lunden", "properties": [{"pid": "country", "v": text}]})
    assert found["b"][0]["name"].startswith("Lunden")
    response = client.get(f"/reconcile/suggest/entity?prefix={quote(text)}")
    valid(response.json, "suggestEntity")
    assert time.monotonic() - started < 5


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(max_size=40),
    pid=st.sampled_from(["country", "coordinates", "latitude", "name-en", "wikidata", "type", "x"]),
    value=st.one_of(
        st.text(max_size=20), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans()
    ),
)
def test_every_query_has_a_valid_answer(client: FlaskClient, query: str, pid: str, value: Any) -> None:
    batch = {"q": {"query": query, "properties": [{"pid": pid, "v": value}]}}
    response = client.post("/reconcile", data={"queries": json.dumps(batch)})
    assert response.status_code == 200, response.text
    valid(response.json, "resultBatch")


def test_names_of_strangers_are_not_kept(client: FlaskClient) -> None:
    kept = candidates.cache_info().currsize
    for start in range(0, 2000, 50):
        batch = {str(n): {"query": f"Зоряна Номерна{n}а"} for n in range(start, start + 50)}
        assert client.post("/reconcile", data={"queries": json.dumps(batch)}).status_code == 200
    assert candidates.cache_info().currsize <= kept
    assert bases.cache_info().currsize <= 2048


class Markup(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("key", ["evil", "lunden"])
def test_preview_runs_nothing_and_fetches_nothing_foreign(client: FlaskClient, key: str) -> None:
    response = client.get(f"/reconcile/preview?id={key}")
    policy = response.headers["Content-Security-Policy"]
    assert response.content_type == "text/html; charset=utf-8"
    assert {"default-src 'none'", "style-src 'self'", "frame-ancestors *"} <= set(policy.split("; "))
    page = Markup(response.text)
    assert not {"script", "img", "iframe", "object", "form", "base"} & {tag for tag, _ in page.elements}
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "style"
    ]
    links = [attributes for tag, attributes in page.elements if tag == "link"]
    assert links == [{"rel": "stylesheet", "href": "/static/preview.css"}]
    (more,) = [attributes for tag, attributes in page.elements if tag == "a"]
    assert more == {"href": f"/id/entity/{key}", "target": "_blank", "rel": "noopener noreferrer"}
    assert len(response.data) < 10_000


def test_hostile_name_is_text(client: FlaskClient) -> None:
    assert EVIL in Markup(client.get("/reconcile/preview?id=evil").text).text
    flyout = valid(client.get("/reconcile/flyout/entity?id=evil").json, "flyout")
    assert EVIL in Markup(flyout["html"]).text
    assert {tag for tag, _ in Markup(flyout["html"]).elements} == {"p", "b"}
    assert ask(client, a={"query": EVIL})["a"][0]["name"] == EVIL


def test_answer_is_never_a_script(client: FlaskClient) -> None:
    for address in (
        "/reconcile?callback=alert",
        "/reconcile?query=Lunden&callback=alert",
        "/reconcile/suggest/entity?callback=a",
    ):
        response = client.get(address)
        assert response.content_type == "application/json"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert isinstance(json.loads(response.data), dict)


@pytest.fixture
def hurried(store: Path) -> Iterator[FlaskClient]:
    """A server whose time is up before it begins, with an address of its own."""
    app = create_app(store, ServerOptions(fast_timeout=10.0, poll=60, public_url="https://graph.example/kg/"))
    app.testing = True
    client = app.test_client()
    client.post("/reconcile", data={"query": "Lunden"})
    app.extensions["claimgraph.reconciliation"].seconds = 0.0
    yield client
    close_app(app)


def test_batch_that_takes_too_long_is_broken_off(hurried: FlaskClient) -> None:
    response = hurried.post("/reconcile", data={"queries": json.dumps({"a": {"query": "Lunden"}})})
    assert "longer than the limit" in refused(response, 503)
    assert response.headers["Retry-After"]


@pytest.mark.parametrize("host", ['a"><b', "x y", "ä.example"])
def test_broken_host_is_refused(client: FlaskClient, host: str) -> None:
    refused(client.get("/reconcile", headers={"Host": host}), 400)


def test_public_address_stands_in_the_manifest(hurried: FlaskClient) -> None:
    manifest = valid(hurried.get("/reconcile", headers={"Host": "evil.example"}).json, "manifest")
    assert manifest["view"]["url"] == "https://graph.example/kg/id/entity/{{id}}"
    assert "evil.example" not in json.dumps(manifest)


def test_file_that_is_no_index_is_refused(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.index"
    path.write_text("no index", encoding="utf-8")
    with pytest.raises(ClaimGraphError, match="index"):
        create_app(store, ServerOptions(wikidata_index=str(path)))


def test_extension_of_nothing(client: FlaskClient) -> None:
    assert extend(client, [])["rows"] == {}
    assert extend(client, ["lunden", "lunden", ""])["rows"] == {"lunden": {}, "": {}}
