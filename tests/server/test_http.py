"""Headers around answers: compression, validators, limits, preflight."""

from __future__ import annotations

import gzip
import http.client
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import brotli
import pytest
import zstandard
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.server.app import close_app, create_app
from claimgraph.server.compression import choose_coding
from tests.server.conftest import OPTIONS, running, wait_until
from tests.server.sample import publish_sample

ALL = "SELECT * WHERE { ?s ?p ?o } LIMIT 200"
CROSS = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PATIENT = replace(OPTIONS, timeout=20.0)
READ = {"gzip": gzip.decompress, "br": brotli.decompress, "zstd": lambda data: zstandard.decompress(data, 10**8)}


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[FlaskClient]:
    app = create_app(store, PATIENT)
    yield app.test_client()
    close_app(app)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip;q=1, br;q=0.9, zstd;q=0.1", "gzip"),
        ("br;q=0.3, *;q=0.1", "br"),
        ("*", "zstd"),
        ("gzip;q=0, *;q=0", None),
        ("gzip;q=x", None),
    ],
)
def test_coding_follows_quality(header: str, coding: str | None) -> None:
    assert choose_coding(header) == coding


@given(st.text(max_size=200))
def test_any_coding_header_is_read(header: str) -> None:
    assert choose_coding(header) in (None, *READ)


@pytest.mark.parametrize("coding", READ)
def test_small_answer_is_compressed_whole(client: FlaskClient, coding: str) -> None:
    plain = client.get("/sparql", query_string={"query": ALL})
    small = client.get("/sparql", query_string={"query": ALL}, headers={"Accept-Encoding": coding})
    assert small.headers["Content-Encoding"] == coding
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data)
    assert READ[coding](small.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert {"Accept", "Accept-Encoding"} <= set(plain.vary) & set(small.vary)


def test_tiny_answers_and_pictures_stay_as_they_are(client: FlaskClient) -> None:
    headers = {"Accept-Encoding": "gzip"}
    assert "Content-Encoding" not in client.get("/sparql?query=ASK{}", headers=headers).headers
    assert "Content-Encoding" not in client.get("/network.png?top=2", headers=headers).headers


def read(address: str, query: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes, bool]:
    """Return a response, what came of its body, and whether it ended properly."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", f"/sparql?{urlencode({'query': query})}", headers=headers)
    response = connection.getresponse()
    pieces = bytearray()
    try:
        while piece := response.read(65536):
            pieces += piece
    except (http.client.IncompleteRead, ConnectionError):
        return response, bytes(pieces), False
    finally:
        connection.close()
    return response, bytes(pieces), True


@pytest.mark.parametrize("coding", READ)
def test_stream_is_compressed_piece_by_piece(address: str, coding: str) -> None:
    query = f"{CROSS} LIMIT 5000"
    _, plain, whole = read(address, query)
    assert whole
    assert len(plain) > OPTIONS.buffer_bytes
    response, small, whole = read(address, query, **{"Accept-Encoding": coding})
    assert whole
    assert response.headers["Content-Encoding"] == coding
    assert len(small) < len(plain)
    if coding == "zstd":
        small = b"".join(zstandard.ZstdDecompressor().read_to_iter(small))
        assert small == plain
    else:
        assert READ[coding](small) == plain


@pytest.fixture(scope="module")
def narrow(store: Path) -> Iterator[str]:
    """Address of a server with a small limit of bytes, above what it sends whole."""
    with running(store, replace(PATIENT, result_bytes=1_500_000)) as address:
        yield address


@pytest.mark.parametrize("coding", ["identity", *READ])
@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json", "application/sparql-results+xml"])
def test_result_beyond_the_limit_never_looks_whole(narrow: str, accept: str, coding: str) -> None:
    response, _, whole = read(narrow, CROSS, Accept=accept, **{"Accept-Encoding": coding})
    assert response.status == 200
    assert "bytes=1500000" in response.headers["X-Claimgraph-Limits"]
    assert not whole


def test_result_beyond_a_limit_of_little_is_refused(store: Path) -> None:
    app = create_app(store, replace(PATIENT, result_bytes=1000))
    try:
        response = app.test_client().get("/sparql", query_string={"query": ALL})
        assert response.status_code == 507
        assert "limit of 1,000 bytes" in response.text
        assert app.test_client().get("/sparql?query=ASK{}").status_code == 200
    finally:
        close_app(app)


def test_request_may_shorten_its_time(client: FlaskClient) -> None:
    short = client.get("/sparql", query_string={"query": ENDLESS, "timeout": "0.25"})
    assert (short.status_code, "limit of 0.25 s" in short.text) == (503, True)
    for wrong in ("soon", "-1", "0", "nan", "inf"):
        assert client.get("/sparql", query_string={"query": "ASK {}", "timeout": wrong}).status_code == 400


def test_request_may_not_stretch_its_time(store: Path) -> None:
    app = create_app(store, replace(OPTIONS, timeout=3.0))
    try:
        long = app.test_client().post("/sparql", data={"query": ENDLESS, "timeout": "1e9"})
        assert (long.status_code, "limit of 3 s" in long.text) == (503, True)
    finally:
        close_app(app)


def test_limits_and_time_are_told(client: FlaskClient) -> None:
    headers = client.get("/sparql?query=ASK{}").headers
    assert headers["X-Claimgraph-Limits"] == "seconds=20, memory-mib=4096, bytes=1000000000"
    assert headers["Server-Timing"].startswith("query;dur=")


@pytest.mark.parametrize("path", ["/sparql?query=ASK{}", "/queries/most-quoted.json", "/", "/network.json", "/ns"])
def test_unchanged_answer_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    etag = first.headers["ETag"]
    assert etag.startswith('W/"')
    again = client.get(path, headers={"If-None-Match": f'"other", {etag}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    assert client.head(path, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get(path, headers={"If-None-Match": etag, "Accept": "text/html"}).status_code == 200


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "STRUUID()", "%5Cu004EOW()"])
def test_what_changes_from_call_to_call_is_never_kept(client: FlaskClient, call: str) -> None:
    response = client.get(f"/sparql?query=SELECT+({call}+AS+?x){{}}")
    assert "ETag" not in response.headers
    if response.status_code == 200:
        assert response.headers["Cache-Control"] == "no-store"


def test_posts_errors_and_health_have_no_validator(client: FlaskClient) -> None:
    assert "ETag" not in client.post("/sparql", data={"query": "ASK {}"}).headers
    assert "ETag" not in client.get("/sparql?query=nonsense").headers
    assert "ETag" not in client.get("/health").headers


def test_new_release_changes_the_validator(tmp_path: Path) -> None:
    path = tmp_path / "store"
    publish_sample(path)
    app = create_app(path, PATIENT)
    try:
        client = app.test_client()
        etag = client.get("/sparql?query=ASK{}").headers["ETag"]
        publish_sample(path, extra=True)
        ask = {"If-None-Match": etag}
        wait_until(lambda: client.get("/sparql?query=ASK{}", headers=ask).status_code == 200)
        assert client.get("/sparql?query=ASK{}").headers["ETag"] != etag
    finally:
        close_app(app)


@pytest.mark.parametrize("path", ["/sparql", "/queries/most-quoted.json", "/id/entity/no", "/network.json"])
def test_preflight(client: FlaskClient, path: str) -> None:
    headers = client.options(path, headers={"Origin": "http://e.example"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in headers["Access-Control-Allow-Headers"]


def test_head_of_a_large_result_frees_its_worker(client: FlaskClient) -> None:
    for _ in range(3):
        assert client.head("/sparql", query_string={"query": CROSS}).status_code == 200
    assert json.loads(client.get("/health").data)["workers"]["busy"] == 0


def test_request_in_another_encoding_is_refused(client: FlaskClient) -> None:
    media = "application/sparql-query; charset={}"
    assert client.post("/sparql", data=b"ASK {}", content_type=media.format("ISO-8859-1")).status_code == 415
    assert client.post("/sparql", data=b"ASK {}", content_type=media.format("UTF-8")).status_code == 200


def test_compressed_request_is_refused(client: FlaskClient) -> None:
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/sparql-query"}
    assert client.post("/sparql", data=gzip.compress(b"ASK {}"), headers=headers).status_code == 415
