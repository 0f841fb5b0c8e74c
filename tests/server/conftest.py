"""A sample store, the application in process, and real servers on loopback."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from claimgraph.server.app import close_app, create_app
from claimgraph.server.options import ServerOptions
from tests.server.sample import publish_sample

OPTIONS = ServerOptions(timeout=2.0, fast_timeout=10.0, poll=0.1, workers=2)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "store"
    publish_sample(path)
    return path


@pytest.fixture(scope="session")
def client(store: Path) -> Iterator[FlaskClient]:
    app = create_app(store, OPTIONS)
    app.testing = True
    yield app.test_client()
    close_app(app)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


START = """
import sys
from claimgraph.server.options import ServerOptions
from claimgraph.server.operations.configuration import Configuration, Place
from claimgraph.server.serve import serve
store, port, options, server = sys.argv[1:]
serve(Configuration(Place(store, port=int(port), server=server), ServerOptions.from_json(options)))
"""


@contextmanager
def running(store: Path, options: ServerOptions = OPTIONS, server: str = "granian") -> Iterator[str]:
    """Run a server process over a store and yield its address."""
    port = free_port()
    command = [sys.executable, "-c", START, str(store), str(port), replace(options, warm=False).to_json(), server]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert address in process.stdout.readline()
            wait_until(lambda: answers(f"{address}/ready"))
            yield address
        finally:
            process.terminate()
            process.wait(20)


def answers(address: str) -> bool:
    """Tell whether a server answers."""
    try:
        with urllib.request.urlopen(address, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


def wait_until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for something to become true; fail when it does not."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture(scope="session")
def address(store: Path) -> Iterator[str]:
    """Address of a running server."""
    with running(store) as address:
        yield address
