"""What is not as it was, or never was right, is found: changed bytes, forged packs, hostile archives."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.errors import PackError
from claimgraph.pack import archive
from claimgraph.pack.archive import read, write, zipped
from claimgraph.pack.manifest import MANIFEST, SUMS, Files, decoded, digest, sums
from claimgraph.pack.verifying import faults
from tests.pack.forging import forged

NANOPUB, TEXT = "the first nanopublication", "the first text"


def named(files: Files, path: str) -> str:
    manifest = decoded(files[MANIFEST])
    return {NANOPUB: manifest.claims[0].file, TEXT: manifest.documents[0].file}.get(path, path)


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old.encode(), new.encode())


def test_pack_is_the_same_as_folder_and_as_file(cluster: Files, tmp_path: Path) -> None:
    for path in (tmp_path / "pack", tmp_path / "pack.zip"):
        write(cluster, path)
        assert read(path) == dict(cluster)
        with pytest.raises(PackError, match="is there already"):
            write(cluster, path)
    assert (tmp_path / "pack.zip").read_bytes() == zipped(cluster)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pack", "pack.zip"]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_changed_byte_of_any_file_is_found(cluster: Files, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(cluster)))
    place = data.draw(st.integers(0, len(cluster[path]) - 1))
    changed = bytearray(cluster[path])
    changed[place] ^= data.draw(st.integers(1, 255))
    assert list(faults({**cluster, path: bytes(changed)}))


@settings(max_examples=250, deadline=None)
@given(data=st.data())
def test_any_changed_byte_of_a_zip_file_is_found(
    cluster: Files, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = bytearray(zipped(cluster))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("flip") / "pack.zip"
    path.write_bytes(content)
    with pytest.raises(PackError):
        read(path)


@pytest.mark.parametrize("tail", [b"\0", b"PK\5\6"])
def test_bytes_added_to_a_zip_file_are_found(cluster: Files, tmp_path: Path, tail: bytes) -> None:
    for content in (zipped(cluster) + tail, tail + zipped(cluster), zipped(cluster)[:-1], b""):
        (tmp_path / "pack.zip").write_bytes(content)
        with pytest.raises(PackError):
            read(tmp_path / "pack.zip")


def test_missing_and_extra_files_are_found(cluster: Files) -> None:
    for path in cluster:
        rest = {name: content for name, content in cluster.items() if name != path}
        assert any(path in fault for fault in faults(rest))
    assert any("more.txt" in fault for fault in faults({**cluster, "more.txt": b""}))
    extra = {**cluster, "more.txt": b""}
    extra[SUMS] = sums(extra)
    assert list(faults(extra)) == [f"more.txt: {MANIFEST} tells otherwise"]


def test_sums_made_anew_change_the_digest(cluster: Files) -> None:
    made = forged(cluster, "README.txt", swap("Evidence", "evidence"))
    assert list(faults(made)) == []
    assert digest(made) != digest(cluster)


KILLED = "at least 12 people were killed"
FORGERIES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("graph.trig", swap(KILLED, KILLED.replace("12", "13")), "not 'at least 13"),
    ("graph.trig", swap("oa:start ", "oa:start 1"), "graph.trig: "),
    ("graph.trig", swap("oa:start ", "oa:start cg:x ; oa:start 9"), "graph.trig"),
    ("graph.trig", swap('cg:textHash "', 'cg:textHash "0'), "another SHA-256"),
    ("annotations.jsonld", swap('"start": ', '"start": 1'), "annotations.jsonld: "),
    ("annotations.jsonld", swap('"prefix": "', '"prefix": "x'), "annotations.jsonld: "),
    ("annotations.jsonld", swap('"end": ', '"end": "x", "end2": '), "can't be read"),
    ("annotations.jsonld", swap("/annotation/content", "/annotation/other"), "does not show the words"),
    (
        "annotations.jsonld",
        swap("http://www.w3.org/ns/anno.jsonld", "https://evil.example/"),
        "not one of the contexts",
    ),
    ("annotations.jsonld", lambda content: content[:-3], "is no JSON"),
    ("schema.jsonld", swap("were killed", "were hurt"), "schema.jsonld gives other words"),
    ("schema.jsonld", lambda content: b'{"a":' * 100_000, "is no JSON"),
    ("evidence.html", swap("according", "ascribed!"), "does not stand there"),
    ("evidence.html", swap("<h1>", "<h1><script>alert(1)</script>"), "the element script"),
    ("evidence.html", swap("<h1>", '<h1 onclick="alert(1)">'), "the attribute onclick"),
    ("evidence.html", swap("<h1>", "<h1 ONCLICK=alert(1)>"), "the attribute onclick"),
    ("evidence.html", swap('href="https:', 'href="javascript:'), "a link to what is no web address"),
    ("evidence.html", swap("default-src 'none'", "default-src *"), "no policy"),
    ("evidence.html", swap("form-action 'none'", "form-action 'none'; script-src *"), "no policy"),
    ("evidence.html", swap("<h1>", '<meta http-equiv="refresh" content="0;url=x"><h1>'), "a meta element"),
    ("evidence.html", swap("<h1>", "<!--[if IE]><h1>"), "markup that readers"),
    ("evidence.html", swap("<h1>", "<![CDATA[<h1>"), "markup that readers"),
    ("evidence.html", swap('<p class="text"', '<p class="text" data-document="x"'), "an attribute twice"),
    ("evidence.html", swap("data-start", "title"), "evidence.html does not show"),
    (NANOPUB, swap("provenance {", "provenance { cg:a cg:b cg:c ."), "has not the hash of what it says"),
    (NANOPUB, swap("np:Nanopublication", "np:Other"), "0 nanopublications"),
    (NANOPUB, swap("np:hasProvenance sub:provenance", "np:hasProvenance sub:assertion"), "not four different ones"),
    (NANOPUB, lambda content: content + b"\n<a:a> <a:b> <a:c> .", "outside its four graphs"),
    (NANOPUB, lambda content: content + b"\n{", "can't be parsed"),
    ("evidence.html", swap('data-start="', 'data-start="1'), "does not stand there"),
    (TEXT, swap('"start": ', '"start": 1'), "lies where it can't"),
    (TEXT, swap("Minister", "Monister"), "has not the SHA-256"),
    (TEXT, swap('"characters": ', '"characters": 1'), "differ about"),
    (TEXT, lambda content: b"[" * 100_000, "can't be read"),
]


@pytest.mark.parametrize(("path", "change", "reason"), FORGERIES)
def test_forgery_with_right_sums_is_found(
    cluster: Files, path: str, change: Callable[[bytes], bytes], reason: str
) -> None:
    found = list(faults(forged(cluster, named(cluster, path), change)))
    assert any(reason in fault for fault in found), found


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_forged_bytes_are_judged_and_never_crash(cluster: Files, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(cluster.keys() - {MANIFEST, SUMS, "README.txt"})))
    start = data.draw(st.integers(0, len(cluster[path]) - 1))
    piece = data.draw(st.binary(max_size=6) | st.sampled_from([b'"', b"{", b"<", b"-1", b"9" * 5000, b"null", b"<!--"]))
    end = start + data.draw(st.integers(0, 40))
    changed = cluster[path][:start] + piece + cluster[path][end:]
    if changed != cluster[path]:
        list(faults(forged(cluster, path, lambda _: changed)))


def test_full_text_must_have_the_hash_of_the_text(cluster: Files) -> None:
    name = named(cluster, TEXT).removesuffix("json") + "txt"
    made = forged({**cluster, name: b"a"}, name, lambda content: b"b")
    assert list(faults(made))


def test_manifest_of_another_format_is_refused(cluster: Files) -> None:
    made = {**cluster, MANIFEST: cluster[MANIFEST].replace(b"claimgraph-pack/1", b"claimgraph-pack/9")}
    made[SUMS] = sums(made)
    assert list(faults(made)) == [
        "manifest.json is of format 'claimgraph-pack/9'; this version reads claimgraph-pack/1"
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["SHA256SUMS", "manifest.json", "graph.trig", "evidence.html", "a"]), st.binary(max_size=60)
    )
)
def test_any_bytes_are_refused_in_order(files: dict[str, bytes]) -> None:
    assert list(faults(files))


def entry(name: str, **more: object) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)
    for key, value in more.items():
        setattr(made, key, value)
    return made


@pytest.mark.parametrize(
    "name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "a\\b", "a/b/c", ".hidden", "C:x", "a\0b", "é", "a/"]
)
def test_names_that_leave_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as made:
        made.writestr(entry(name), b"x")
    with pytest.raises(PackError):
        read(tmp_path / "pack.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["pack.zip"]


def test_compressed_files_are_refused_unread(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bomb", b"\0" * 50_000_000)
    with pytest.raises(PackError, match="is compressed"):
        read(tmp_path / "pack.zip")


def test_files_that_overlap_are_refused(tmp_path: Path) -> None:
    content = zipped({name: bytes(1000) for name in "abcdef"})
    at = content.index(b"PK\1\2")
    first = content[at : at + 47]
    names = [first[:-1] + name.encode() for name in "abcdef"]
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 6, 6, 47 * 6, 1031, 0)
    (tmp_path / "pack.zip").write_bytes(content[:1031] + b"".join(names) + end)
    with pytest.raises(PackError):
        read(tmp_path / "pack.zip")


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as made:
        made.writestr(entry("a"), b"x")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr(entry("a"), b"y")
    with pytest.raises(PackError, match="two files of one name"):
        read(tmp_path / "pack.zip")


def test_zip_file_of_another_program_is_told_as_such(cluster: Files, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as made:
        for name, content in cluster.items():
            made.writestr(entry(name, date_time=(2030, 1, 1, 0, 0, 0)), content)
    with pytest.raises(PackError, match="unpack it and verify the folder"):
        read(tmp_path / "pack.zip")


def folder_with(tmp_path: Path, cluster: Files) -> Path:
    write(cluster, tmp_path / "pack")
    return tmp_path / "pack"


def link(folder: Path) -> None:
    (folder / "README.txt").unlink()
    (folder / "README.txt").symlink_to("/etc/passwd")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


def link_to_folder(folder: Path) -> None:
    (folder / "more").symlink_to(folder / "texts")


def empty(folder: Path) -> None:
    (folder / "more").mkdir()


def deep(folder: Path) -> None:
    (folder / "texts" / "more").mkdir()


@pytest.mark.parametrize("change", [link, pipe, link_to_folder, empty, deep])
def test_what_is_no_plain_file_is_refused(cluster: Files, tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = folder_with(tmp_path, cluster)
    change(folder)
    with pytest.raises(PackError):
        read(folder)


def test_limits_hold(cluster: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_with(tmp_path, cluster)
    write(cluster, tmp_path / "pack.zip")
    for limit, value in (("MOST_FILES", 3), ("MOST_BYTES", 2000)):
        with monkeypatch.context() as patched:
            patched.setattr(archive, limit, value)
            for path in (folder, tmp_path / "pack.zip"):
                with pytest.raises(PackError, match="would be larger"):
                    write(cluster, tmp_path / "more.zip")
                with pytest.raises(PackError, match=r"holds more than|is larger than"):
                    read(path)


def test_stored_zip_needs_no_compression(cluster: Files) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(cluster))) as made:
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert made.testzip() is None
