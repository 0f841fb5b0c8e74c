"""An answer that is broken, endless, slow or elsewhere is a failure, within the time and the size allowed."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.wikidata.answers import Failed, Found, NotFound
from claimgraph.wikidata.api import IN_A_ROW
from claimgraph.wikidata.client import Wikidata
from tests.wikidata.asking import CONTACT, GONE, ONE, TWO, Clock, bounded, hit, ids, one, record
from tests.wikidata.site import Act, Site, cut_body, cut_gzip, drips, endless, hangs_up, opened, sends

BROKEN: dict[str, Act] = {
    "no JSON": sends(b"<html>Our servers are currently under maintenance</html>"),
    "half of JSON": sends(b'{"entities": {"Q9000'),
    "no UTF-8": sends(b'{"entities": "\xff\xfe"}'),
    "a list": sends(b"[]"),
    "nothing": sends(b""),
    "nested without end": sends(b"[" * 200_000),
    "gzip that breaks off": cut_gzip,
    "no gzip": sends(b"no gzip at all", Content_Encoding="gzip"),
    "two gzips": sends(gzip.compress(b"{}") + gzip.compress(b"{}"), Content_Encoding="gzip"),
    "deflate": sends(zlib.compress(b"{}"), Content_Encoding="deflate"),
    "less than announced": cut_body,
    "closed": hangs_up,
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_answer_is_tried_again_and_never_no_match(site: Site, wikidata: Wikidata, name: str) -> None:
    site.records[ONE] = record("Arleton")
    site.hits["Arleton"] = [hit(ONE, "Arleton")]
    site.script = [BROKEN[name]] * 4
    assert isinstance(one(wikidata, ONE), Failed)
    site.script = [BROKEN[name]] * 4
    assert isinstance(wikidata.search("Arleton", "en"), Failed)
    site.script = [BROKEN[name]]
    assert isinstance(one(wikidata, ONE), Found)
    assert isinstance(wikidata.search("Arleton", "en"), Found)


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 403, 404, 410, 414, 204])
def test_other_status_is_a_failure_at_once(site: Site, wikidata: Wikidata, status: int) -> None:
    site.script = [sends(b"", status, Location="/w/elsewhere.php")]
    said = one(wikidata, ONE)
    assert isinstance(said, Failed)
    assert f"HTTP {status}" in said.reason
    assert len(site.asked) == 1


def test_endless_and_exploding_answers_are_cut(site: Site, wikidata: Wikidata) -> None:
    small = bounded(wikidata, max_bytes=1_000_000)
    bomb = gzip.compress(b" " * 50_000_000)
    assert len(bomb) < 100_000
    for act in (endless, sends(bomb, Content_Encoding="gzip")):
        site.script = [act]
        tracemalloc.start()
        assert one(small, ONE) == Failed(ONE, "an answer of more than 1000000 bytes")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 10_000_000


def test_answer_that_is_too_large_is_asked_for_in_halves(site: Site, wikidata: Wikidata) -> None:
    site.records |= {qid: record("x" * 2_000) for qid in ids(4)} | {ids(5)[4]: record("x" * 20_000)}
    said = list(bounded(wikidata, max_bytes=20_000).entities(ids(5)))
    assert [type(answer) for answer in said] == [Found, Found, Found, Found, Failed]
    assert max(map(len, site.batches()[1:])) == 3


@pytest.mark.parametrize("in_headers", [True, False])
def test_dripping_answer_ends_with_the_time(site: Site, wikidata: Wikidata, in_headers: bool) -> None:
    site.script = [drips(site, in_headers)]
    said = one(bounded(wikidata, timeout=0.2, attempts=1), ONE)
    assert said == Failed(ONE, "no answer: not whole within 0.2 s")


def test_silent_server_ends_with_the_time(wikidata: Wikidata) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        api = f"http://127.0.0.1:{deaf.getsockname()[1]}/w/api.php"
        said = one(bounded(wikidata, api=api, timeout=0.2, attempts=1), ONE)
    assert isinstance(said, Failed)
    assert "0.2 s" in said.reason or "timed out" in said.reason


def test_network_that_is_down_is_a_failure_and_soon_not_tried_any_more(wikidata: Wikidata, clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        nobody = f"http://127.0.0.1:{server.getsockname()[1]}/w/api.php"
    offline = bounded(wikidata, api=nobody)
    said = [offline.search(f"name {number}", "en") for number in range(9)]
    assert all(isinstance(answer, Failed) for answer in said)
    assert offline.api.asked == 4 * IN_A_ROW
    assert "not asked" in str(said[-1])
    assert clock.slept


def test_proxy_of_the_environment_is_asked_for_other_hosts(wikidata: Wikidata, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        heard: list[bytes] = []

        def refuse() -> None:
            connection, _ = proxy.accept()
            with connection:
                heard.append(connection.recv(65_536))
                connection.sendall(b"HTTP/1.1 403 Forbidden\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        said = one(bounded(wikidata, api="https://wikidata.invalid/w/api.php", attempts=1), ONE)
        thread.join()
    assert said == Failed(ONE, "no answer: Tunnel connection failed: 403 Forbidden")
    assert heard[0].startswith(b"CONNECT wikidata.invalid:443 ")
    assert CONTACT.encode() not in heard[0]


def test_proxy_is_not_asked_for_this_computer(site: Site, wikidata: Wikidata, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert one(wikidata, GONE) == NotFound(GONE)


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site behind TLS, whose certificate only a test that says so trusts."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1"
    names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made.split(), *names], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with opened(context) as served:
        yield served


def test_tls_is_checked_and_bounded(
    secure: Site, wikidata: Wikidata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = bounded(wikidata, api=secure.api, attempts=1)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    said = one(asked, ONE)
    assert isinstance(said, Failed)
    assert "certificate verify failed" in said.reason
    assert secure.asked == []
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    assert one(asked, ONE) == NotFound(ONE)
    for in_headers in (True, False):
        secure.script = [drips(secure, in_headers)]
        assert one(bounded(asked, timeout=0.3), TWO) == Failed(TWO, "no answer: not whole within 0.3 s")
