"""Stores that others serve: our own server, and Virtuoso where it is installed, by the same commands."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimgraph.remote import Remote, RemoteError, push
from claimgraph.store import View
from tests.server.conftest import answers, free_port, running, wait_until
from tests.server.sample import publish_sample

COMMAND = [sys.executable, "-m", "claimgraph", "query"]
ASKED = (
    ("SELECT ?c ?words { ?c a cg:Claim ; cg:evidence/oa:hasSelector/oa:exact ?words }",),
    ("--name", "most-quoted"),
    ("--name", "claims-by-speaker"),
    ("--name", "claims-by-speaker", "--param", "speaker=Berg", "--param", "stance=neutral"),
    ("SELECT ?c ?who { ?c cg:speaker/rdfs:label ?who }", "--param", 'who="; DROP ALL'),
)
BY_US = (
    *ASKED,
    (
        "SELECT ?c ?who { ?c cg:speaker ?by . ?by rdfs:label ?name FILTER(STR(?name) = ?who) }",
        "--param",
        "who=Åsa Berg",
    ),
    ("--name", "documents"),
    ("ASK { ?c a cg:Claim }",),
)
"""The last two are answered otherwise by Virtuoso 7.2: with no row, and with a table for ASK."""
XML = b"""<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="a"/></head>
<results><result><binding name="a"><literal>x</literal></binding></result>"""
CUT = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n" % (len(XML), XML)
INI = """[Database]
DatabaseFile={0}/v.db
ErrorLogFile={0}/v.log
LockFile={0}/v.lck
TransactionFile={0}/v.trx
xa_persistent_file={0}/v.pxa
[TempDatabase]
DatabaseFile={0}/t.db
TransactionFile={0}/t.trx
[Parameters]
ServerPort=127.0.0.1:{1}
NumberOfBuffers=10000
[HTTPServer]
ServerPort=127.0.0.1:{2}
ServerRoot={0}
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pushed") / "store"
    publish_sample(path)
    return path


@pytest.fixture(scope="module")
def virtuoso(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run Virtuoso with the sample in it and yield its address."""
    if shutil.which("virtuoso-t") is None:
        pytest.skip("Virtuoso is not installed (apt-get install virtuoso-opensource)")
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "v.ini").write_text(INI.format(folder, free_port(), port), encoding="utf-8")
    command = ["virtuoso-t", "-f", "-c", str(folder / "v.ini")]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_until(lambda: answers(f"{address}/sparql?query=ASK%7B%7D"), 60)
            target = Remote(f"{address}/sparql-graph-crud-auth", user=("dba", "dba"))
            view = View.current(store)
            assert set(push(view, target)) == {graph.value for graph in view.graphs()}
            yield address
        finally:
            process.terminate()
            process.wait(30)


def rows(store: object, arguments: tuple[str, ...]) -> list[str]:
    command = [*COMMAND, "--store", str(store), "--format", "tsv", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True, env=dict(os.environ))
    assert done.returncode == 0, done.stderr
    return sorted(done.stdout.splitlines())


@pytest.mark.parametrize("arguments", BY_US)
def test_our_own_server_answers_like_the_folder(store: Path, arguments: tuple[str, ...], served: str) -> None:
    assert rows(f"{served}/sparql", arguments) == rows(store, arguments)


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[str]:
    with running(store) as address:
        yield address


@pytest.mark.parametrize("arguments", ASKED)
def test_virtuoso_answers_like_the_folder(store: Path, arguments: tuple[str, ...], virtuoso: str) -> None:
    assert rows(f"{virtuoso}/sparql", arguments) == rows(store, arguments)


@pytest.mark.parametrize("body", [CUT, b"Content-Length: 900\r\n\r\n" + XML, b"Connection: close\r\n\r\n" + XML])
def test_a_cut_answer_is_an_error(body: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answering = threading.Thread(target=answer_once, args=(listening, b"HTTP/1.1 200 OK\r\n" + body))
        answering.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
        command = [*COMMAND, "--store", address, "--format", "tsv", "SELECT ?a {}"]
        done = subprocess.run(command, capture_output=True, check=False, text=True)
        answering.join()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "answer" in done.stderr


def answer_once(listening: socket.socket, answer: bytes) -> None:
    channel, _ = listening.accept()
    with channel:
        channel.recv(65536)
        channel.sendall(answer)
        channel.shutdown(socket.SHUT_WR)
        while channel.recv(65536):
            pass


def test_a_server_that_refuses_or_is_not_there_is_told(served: str) -> None:
    with pytest.raises(RemoteError, match="400"):
        Remote(f"{served}/sparql").query("SELECT nonsense")
    with pytest.raises(RemoteError, match="406"):
        Remote(f"{served}/sparql").query("CONSTRUCT WHERE { ?s ?p ?o }")
    with pytest.raises(RemoteError, match="can't be reached"):
        Remote(f"http://127.0.0.1:{free_port()}/sparql").query("ASK {}")
