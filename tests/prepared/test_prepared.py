"""What is kept beside a graph for pages: the same as the graph says, whatever order its documents came in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from flask.testing import FlaskClient

from claimgraph.model import Document
from claimgraph.network.reading import read
from claimgraph.pipeline import build
from claimgraph.prepared import folder_of, rows, told
from claimgraph.server.app import close_app, create_app
from claimgraph.server.options import ServerOptions
from claimgraph.settings import Settings
from claimgraph.store import Release, View, current_release
from tests.graph.sample import TOY
from tests.queries.sources import publish

PAGES = (
    "/", "/overview.json", "/claims", "/claims?view=matrix", "/claims?view=figures", "/claims.csv", "/claims.json",
    "/api/clusters", "/api/relations", "/timeline", "/timeline.json", "/map", "/map.geojson", "/map.csv", "/compare",
    "/network.json", "/sparql/terms.json", "/about.json", "/ns", "/queries/said-about.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    store = tmp_path_factory.mktemp("prepared") / "store"
    publish(store)
    found = current_release(store)
    rows.write(View(found))
    told.write(View(found), read(View(found)))
    return found


def files(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder_of(current_release(store).path).iterdir())}


@contextmanager
def served(store: Path) -> Iterator[FlaskClient]:
    app = create_app(store, ServerOptions(fast_timeout=20.0))
    app.testing = True
    yield app.test_client()
    close_app(app)


def test_files_are_the_same_in_whatever_order_documents_arrive(tmp_path: Path) -> None:
    texts = [f"{name} said that Bo Ek left. Bo Ek said nothing {n}." for n, name in enumerate(("Ana Lopez", "Cai") * 2)]
    documents = [Document(f"d{number}", text) for number, text in enumerate(texts)]
    build(documents, tmp_path / "a", Settings(), TOY)
    build(reversed(documents[2:]), tmp_path / "b", Settings(), TOY)
    build(reversed(documents), tmp_path / "b", Settings(), TOY)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert {"told.json", *(f"{name}.json" for name in rows.names())} == set(files(tmp_path / "a"))


def test_pages_are_the_same_without_the_files(release: Release, tmp_path: Path) -> None:
    store = release.path.parent.parent
    bare = tmp_path / "bare"
    shutil.copytree(store, bare)
    shutil.rmtree(folder_of(current_release(bare).path))
    with served(store) as quick, served(bare) as slow:
        for page in PAGES:
            one, other = quick.get(page), slow.get(page)
            assert one.status_code == other.status_code
            assert one.data == other.data, page


def test_pages_are_read_from_the_files(release: Release, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(release.path.parent.parent, store)
    path = folder_of(current_release(store).path) / "document_titles.json"
    path.write_bytes(path.read_bytes().replace(b"Lunden Kurier", b"Another Kurier"))
    with served(store) as client:
        assert "Another Kurier" in client.get("/compare").text


@pytest.mark.parametrize("damage", [b"{", b'{"query": "of another version", "variables": [], "rows": []}'])
def test_a_file_that_is_damaged_or_answers_another_query_is_not_used(
    release: Release, tmp_path: Path, damage: bytes
) -> None:
    path = tmp_path / "release"
    shutil.copytree(folder_of(release.path), folder_of(path))
    assert rows.load(path, "count_kinds")
    (folder_of(path) / "count_kinds.json").write_bytes(damage)
    assert rows.load(path, "count_kinds") is None
    assert rows.load(tmp_path / "none", "count_kinds") is None


def test_what_is_told_is_read_back_whole(release: Release, tmp_path: Path) -> None:
    view = View(release)
    whole = told.compute(view)
    assert told.load(release.path) == whole
    assert any(place.claims for place in told.told_of(view).places)
    path = tmp_path / "release"
    shutil.copytree(folder_of(release.path), folder_of(path))
    (folder_of(path) / told.FILE).write_bytes(msgspec.json.encode({"version": told.VERSION + 1, "kept": {}}))
    assert told.load(path) is None
