"""A result that is cut is broken in every format and under every server: no client takes it for a whole one."""

import gzip
import http.client
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from claimgraph.server.options import ServerOptions
from claimgraph.server.rows import COUNTERS
from tests.server.conftest import OPTIONS, running

# Four copies of all triples joined: rows come slowly enough at the end, and there are more than anybody waits for.
CROSS = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SELECT = f"SELECT ?a ?b ?d ?e {CROSS}"
CONSTRUCT = "CONSTRUCT { ?a ?e ?f } { ?a ?b ?c . ?d ?e ?f }"
RESULTS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
GRAPHS = (
    "text/turtle", "application/n-triples", "application/n-quads", "application/trig", "text/n3", "application/rdf+xml",
    "application/ld+json",
)  # fmt: skip
ASKED = [*((SELECT, media) for media in RESULTS), *((CONSTRUCT, media) for media in GRAPHS)]
SMALL = replace(OPTIONS, result_bytes=600_000)
FEW = 5000


@pytest.fixture(scope="module", params=["granian", "waitress"])
def small(store: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a server that cuts what is larger than 600 kB."""
    with running(store, SMALL, request.param) as address:
        yield address


@pytest.fixture(scope="module")
def few(store: Path) -> Iterator[str]:
    """Address of a server whose results have at most so many rows, sent as soon as there are some."""
    with running(store, replace(OPTIONS, result_rows=FEW, buffer_bytes=1000)) as address:
        yield address


def fetch(address: str, query: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        connection.request("GET", f"/sparql?{urlencode({'query': query})}", headers=headers)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


@pytest.mark.parametrize(("query", "media"), ASKED, ids=[media for _, media in ASKED])
def test_a_client_sees_that_the_transfer_broke_off(small: str, query: str, media: str) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        fetch(small, query, Accept=media)


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_a_compressed_transfer_breaks_off_too(small: str, coding: str) -> None:
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        fetch(small, SELECT, **{"Accept": "text/csv", "Accept-Encoding": coding})


def test_the_coding_itself_has_no_end_either(small: str) -> None:
    """Even a client that ignores the missing last chunk can't unpack what it has."""
    try:
        _, body = fetch(small, SELECT, **{"Accept": "text/csv", "Accept-Encoding": "gzip"})
    except http.client.IncompleteRead as error:
        body = error.partial
    with pytest.raises(EOFError):
        gzip.decompress(body)


def test_a_client_of_http_1_0_sees_it_too(small: str) -> None:
    """It knows no chunks: the end of the connection ends the answer, so a cut one must be an error."""
    parts = urlsplit(small)
    asked = f"GET /sparql?{urlencode({'query': SELECT})} HTTP/1.0\r\nAccept: text/csv\r\n\r\n"
    with socket.create_connection((parts.hostname or "", parts.port or 0), 30) as connection:
        connection.sendall(asked.encode())
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            received = received or b"HTTP/1.0 500 broken off"
    head, _, body = received.partition(b"\r\n\r\n")
    assert int(head.split()[1]) == 505, head
    assert b"HTTP/1.1" in body


@pytest.mark.parametrize(("query", "media"), ASKED, ids=[media for _, media in ASKED])
def test_too_many_rows_are_an_error(few: str, query: str, media: str) -> None:
    try:
        response, body = fetch(few, query, Accept=media)
    except (http.client.IncompleteRead, ConnectionError):
        return
    assert response.status == 507, body[:200]
    assert b"more than 5,000 rows" in body


@pytest.mark.parametrize("media", RESULTS)
def test_as_many_rows_as_there_may_be_are_whole(few: str, media: str) -> None:
    response, body = fetch(few, f"{SELECT} LIMIT {FEW}", Accept=media)
    assert response.status == 200
    assert "rows=5000" in (response.getheader("X-Claimgraph-Limits") or "")
    assert body
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        fetch(few, f"{SELECT} LIMIT {FEW + 1}", Accept=media)


def test_the_limit_of_rows_is_described(few: str, address: str) -> None:
    def description(server: str) -> bytes:
        connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
        connection.request("GET", "/sparql", headers={"Accept": "text/turtle"})
        body = connection.getresponse().read()
        connection.close()
        return body

    assert b'"rows of a result"' in description(few)
    assert b'"rows of a result"' not in description(address)


TRICKY = """SELECT ?x ?y { VALUES (?x ?y) {
  ("},{\\"a\\":{" "[{") ("line\\nline \\"quoted\\" \\\\" UNDEF) (UNDEF UNDEF) ("<result>" <urn:a>) (UNDEF 5) } }"""


@pytest.mark.parametrize("media", RESULTS)
@pytest.mark.parametrize("rows", [4, 5])
def test_rows_are_counted_whatever_stands_in_them(store: Path, media: str, rows: int) -> None:
    with running(store, ServerOptions(result_rows=rows)) as address:
        response, _ = fetch(address, TRICKY, Accept=media)
    assert response.status == (200 if rows == 5 else 507)


@pytest.mark.parametrize("form", COUNTERS)
@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_rows_are_counted_in_pieces_of_any_size(form: str, size: int) -> None:
    import pyoxigraph as ox

    found = ox.Store().query(TRICKY)
    assert isinstance(found, ox.QuerySolutions)
    body = found.serialize(format=getattr(ox.QueryResultsFormat, form))
    assert body is not None
    count = COUNTERS[form]()
    assert sum(count(body[at : at + size]) for at in range(0, len(body), size)) == 5
