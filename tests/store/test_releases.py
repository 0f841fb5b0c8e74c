"""Readers see whole releases only, and one writer at a time makes them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Variable

from claimgraph.canonical import canonical_lines, sorted_lines
from claimgraph.errors import QueryRefused, StoreError
from claimgraph.store import View, Writer, current_release, writing

G = NamedNode("https://news.example/graph")
S = NamedNode("https://news.example/s")
P = NamedNode("https://news.example/p")


def quad(number: int) -> Quad:
    return Quad(S, P, Literal(number), G)


def publish(directory: Path, *numbers: int, keep: int = 2) -> str:
    with writing(directory) as writer:
        writer.replace(G, [quad(number) for number in numbers])
        return writer.publish({}, keep).name


def numbers(view: View) -> set[str]:
    rows = view.query("SELECT ?o { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    return {row["o"].value for row in rows}


def test_store_without_release_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="claimgraph build"):
        current_release(tmp_path)


def test_release_that_is_gone_says_what_to_do(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    (tmp_path / "CURRENT").write_text("000009\n")
    with pytest.raises(StoreError, match="000009 is gone"):
        current_release(tmp_path)


def test_release_that_is_no_graph_is_an_error(tmp_path: Path) -> None:
    release = tmp_path / "releases" / "000001" / "graph"
    release.mkdir(parents=True)
    (tmp_path / "CURRENT").write_text("000001\n")
    with pytest.raises(StoreError, match="can't be opened"):
        View.current(tmp_path)


def test_release_is_current_and_numbered(tmp_path: Path) -> None:
    assert [publish(tmp_path, 1), publish(tmp_path, 2)] == ["000001", "000002"]
    assert current_release(tmp_path).name == "000002"
    assert numbers(View.current(tmp_path)) == {"2"}
    assert current_release(tmp_path).manifest()["release"] == "000002"


def test_only_the_last_releases_stay(tmp_path: Path) -> None:
    for number in range(4):
        publish(tmp_path, number)
    assert sorted(path.name for path in (tmp_path / "releases").iterdir()) == ["000003", "000004"]


def test_reader_survives_the_deletion_of_its_release(tmp_path: Path) -> None:
    publish(tmp_path, 1, keep=1)
    view = View.current(tmp_path)
    publish(tmp_path, 2, keep=1)
    assert not view.release.path.exists()
    assert numbers(view) == {"1"}


def test_earlier_release_can_be_made_current(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    publish(tmp_path, 2)
    (tmp_path / "CURRENT").write_text("000001\n")
    assert numbers(View.current(tmp_path)) == {"1"}


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    draft = tmp_path / "releases" / "000002.tmp"
    draft.mkdir()
    (draft / "half").write_text("x")
    publish(tmp_path, 2)
    assert not draft.exists()
    assert current_release(tmp_path).name == "000002"


def test_release_that_was_never_current_is_not_overwritten(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    publish(tmp_path, 2)
    (tmp_path / "CURRENT").write_text("000001\n")
    assert publish(tmp_path, 3) == "000003"


def test_second_writer_is_refused(tmp_path: Path) -> None:
    code = (
        f"from pathlib import Path\nfrom claimgraph.store import writing\nwith writing(Path({str(tmp_path)!r})): pass"
    )
    with writing(tmp_path):
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert other.returncode == 1
    assert "another build is writing here" in other.stderr
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_damaged_working_store_says_what_to_do(tmp_path: Path) -> None:
    with writing(tmp_path) as writer:
        writer.flush()
    del writer
    (tmp_path / "work" / "graph" / "CURRENT").write_text("rubbish")
    with pytest.raises(StoreError, match="build anew"), writing(tmp_path):
        pass


def test_writer_changes_no_release(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with writing(tmp_path) as writer:
        writer.remove(G)
        writer.flush()
        assert len(writer) == 0
    assert numbers(View.current(tmp_path)) == {"1"}


def test_view_offers_no_way_to_write() -> None:
    assert not {name for name in ("add", "extend", "update", "load", "replace", "clear") if hasattr(View, name)}
    assert not isinstance(View, Writer)


def test_view_joins_all_graphs_by_default(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    view = View.current(tmp_path)
    asked = "ASK { ?s ?p 1 }"
    assert bool(view.query(asked)) is True
    assert bool(view.query(asked, default_graphs=[G])) is True
    assert bool(view.query(asked, default_graphs=[NamedNode("https://news.example/other")])) is False
    assert list(view.graphs()) == [G]
    assert len(view) == 1


def test_view_takes_parameters_as_terms(tmp_path: Path) -> None:
    publish(tmp_path, 1, 2)
    rows = View.current(tmp_path).query("SELECT ?s ?o { ?s ?p ?o }", {Variable("o"): Literal(2)})
    assert isinstance(rows, QuerySolutions)
    assert [row["o"].value for row in rows] == ["2"]


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT ?s { ?s ?p }", "INSERT DATA { <a:b> <a:b> <a:b> }"])
def test_malformed_query_is_refused(tmp_path: Path, text: str) -> None:
    publish(tmp_path, 1)
    with pytest.raises(QueryRefused, match="malformed"):
        View.current(tmp_path).query(text)


def test_parameter_that_is_not_projected_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    with pytest.raises(QueryRefused, match="colour"):
        View.current(tmp_path).query("SELECT ?s { ?s ?p ?o }", {Variable("colour"): Literal(2)})


@pytest.mark.parametrize("chunk", [1, 2, 7, 1000])
def test_lines_are_sorted_with_any_memory(chunk: int) -> None:
    lines = [b"%d\n" % (number * 7 % 100) for number in range(150)]
    assert list(sorted_lines(lines, chunk)) == sorted(set(lines))


def test_canonical_form_is_plain_nquads(tmp_path: Path) -> None:
    publish(tmp_path, 3, 1, 2)
    lines = list(canonical_lines(View.current(tmp_path)))
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    assert lines == [f'{S} {P} "{n}"^^<{integer}> {G} .\n'.encode() for n in (1, 2, 3)]


def test_dump_of_one_graph(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    target = tmp_path / "out.ttl"
    with target.open("wb") as output:
        View.current(tmp_path).dump(output, RdfFormat.TURTLE, G)
    assert b"news.example/p" in target.read_bytes()


def test_manifest_is_json(tmp_path: Path) -> None:
    with writing(tmp_path) as writer:
        writer.replace(G, [quad(1)])
        release = writer.publish({"documents": 3}, 1)
    assert json.loads((release.path / "manifest.json").read_text()) == {"release": "000001", "documents": 3}


def test_damaged_pointer_is_an_error_of_one_line(tmp_path: Path) -> None:
    publish(tmp_path, 1)
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe")
    with pytest.raises(StoreError, match="CURRENT can't be read"):
        current_release(tmp_path)


@pytest.mark.parametrize("content", [None, b"{", b"\xff"])
def test_damaged_manifest_says_what_to_do(tmp_path: Path, content: bytes | None) -> None:
    publish(tmp_path, 1)
    manifest = tmp_path / "releases" / "000001" / "manifest.json"
    manifest.unlink() if content is None else manifest.write_bytes(content)
    with pytest.raises(StoreError, match="delete this release"):
        current_release(tmp_path).manifest()


def test_store_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be written"), writing(tmp_path / "file" / "store"):
        pass
    with pytest.raises(StoreError, match="no release here"):
        current_release(tmp_path / "file" / "store")


def test_disk_that_is_full_is_an_error_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No space left"), writing(tmp_path):
        raise OSError(28, "No space left on device")
