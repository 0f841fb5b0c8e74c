"""Other SPARQL servers over the same statements, where installed: Oxigraph, rdflib-endpoint, Virtuoso."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from tests.server.conftest import answers, free_port, wait_until

PROGRAMS = Path(__file__).parent.parent / "build" / "peers" / "bin"
LOADING = 3600.0
"""Seconds that a server may take until it answers."""
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
NumberOfBuffers=170000
MaxDirtyBuffers=130000
DirsAllowed={2}
[HTTPServer]
ServerPort=127.0.0.1:{3}
ServerRoot={0}
"""
"""Two gigabytes of buffers, as Virtuoso's own settings advise for a machine of four."""


class Data(NamedTuple):
    """The same statements, as a store of Oxigraph and as a file of N-Quads."""

    graph: Path
    file: Path


class Peer(NamedTuple):
    """A server: how to run it, its program, where it takes queries, and up to how many quads it is of use."""

    run: Callable[[str, Data], AbstractContextManager[str]]
    program: str
    path: str
    most_quads: int = 10_000_000_000

    def lacks(self, quads: int) -> str:
        """Return why it can't be measured, nothing where it can."""
        if find(self.program) is None:
            return f"the program {self.program} is not installed"
        return f"more than {self.most_quads:,} quads" if quads > self.most_quads else ""


def find(program: str) -> str | None:
    """Return where a program is: among those that `make benchmark` installs, or wherever the system has it."""
    return shutil.which(program, path=str(PROGRAMS)) or shutil.which(program)


def write_file(graph: Path, folder: Path) -> Path:
    """Write the statements of a store as N-Quads into a folder of their own."""
    file = folder / "quads" / "all.nq"
    file.parent.mkdir()
    with file.open("wb") as out:
        ox.Store.read_only(str(graph)).dump(out, ox.RdfFormat.N_QUADS)
    return file


@contextmanager
def serving(command: Sequence[str], folder: Path, url: str, ready: str) -> Iterator[str]:
    """Run a server until its address answers, yield this, and stop it."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, **quiet) as process:  # type: ignore[call-overload]
        try:
            wait_until(lambda: answers(f"{url}{ready}") or process.poll() is not None, LOADING)
            yield url
        finally:
            process.terminate()
            process.wait(60)


@contextmanager
def oxigraph(program: str, data: Data) -> Iterator[str]:
    """Run the Oxigraph server over the store itself."""
    place = f"127.0.0.1:{free_port()}"
    command = [program, "serve-read-only", "--location", str(data.graph), "--bind", place, "--union-default-graph"]
    with serving(command, data.file.parent, f"http://{place}", "/") as url:
        yield url


@contextmanager
def rdflib(program: str, data: Data) -> Iterator[str]:
    """Run rdflib-endpoint; it reads the file into memory first."""
    port = free_port()
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(data.file)]
    with serving(command, data.file.parent, f"http://127.0.0.1:{port}", "/?query=ASK%7B%7D") as url:
        yield url


@contextmanager
def virtuoso(program: str, data: Data) -> Iterator[str]:
    """Run Virtuoso and load the file into it."""
    sql, port = free_port(), free_port()
    order = f"ld_dir('{data.file.parent}', '*.nq', 'urn:none'); rdf_loader_run(); checkpoint;"
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "v.ini").write_text(INI.format(name, sql, data.file.parent, port), encoding="utf-8")
        command, address = [program, "-f", "-c", f"{name}/v.ini"], f"http://127.0.0.1:{port}"
        with serving(command, Path(name), address, "/sparql?query=ASK%7B%7D") as url:
            load = [find("isql-vt") or "isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={order}"]
            subprocess.run(load, check=True, stdout=subprocess.DEVNULL, timeout=LOADING)
            yield url


PEERS = {
    "oxigraph": Peer(oxigraph, "oxigraph", "/query"),
    "rdflib-endpoint": Peer(rdflib, "rdflib-endpoint", "/", 100_000),
    "virtuoso": Peer(virtuoso, "virtuoso-t", "/sparql"),
}
