from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.errors import StoreError
from claimgraph.network.building import FILE, load, network_of, write
from claimgraph.network.reading import read
from claimgraph.pipeline import build
from claimgraph.settings import Settings
from claimgraph.store import View, current_release
from tests.graph.sample import hand_made, sample
from tests.server.sample import MINT, publish_sample

BERG, LUNDEN, PACT, NORLAND = (MINT.entity(key).value for key in ("asa-berg", "lunden", "delta-pact", "no"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("network") / "store"
    publish_sample(path)
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    text = "Oslo, 3 May 2031 (Reuters)\n\nJonas Gahr Støre said on Tuesday that Ukraine needs more help from Germany.\n"
    (folder / "a.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["build", str(folder), "--store", str(folder / "store")])
    assert result.exit_code == 0, result.output
    return folder / "store"


def test_edges_of_a_release(store: Path) -> None:
    network = network_of(View.current(store))
    found = {edge.key for edge in network.edges}
    assert (BERG, LUNDEN, "speaks-about") in found
    assert (NORLAND, PACT, "member-of") in found
    assert (PACT, MINT.entity("radio-ost").value, "speaks-to") in found
    assert (MINT.entity("lunden-post").value, BERG, "quotes") in found
    assert (MINT.entity("nordwire").value, MINT.entity("lunden-post").value, "quotes") in found
    assert (MINT.entity("nordwire").value, BERG, "quotes") not in found


def test_what_is_asserted_is_read_with_its_words(tmp_path: Path) -> None:
    build([sample().document], tmp_path, Settings(), hand_made())
    found = read(View.current(tmp_path)).statements
    ((said, denied),) = [(said, told) for said in found for told in said.told if told.event == "Deploy"]
    assert (denied.roles, denied.polarity) == ({"agent": (PACT,)}, "neg")
    assert denied.evidence is not None
    assert (denied.evidence.words, denied.evidence.claim) == ("will not send troops", said.claim)
    assert denied.evidence.speaker == said.speaker == PACT


def test_evidence_is_the_words_of_the_text(store: Path) -> None:
    network = network_of(View.current(store))
    edge = network.find(BERG, LUNDEN, "speaks-about")
    assert edge is not None
    evidence = network.behind(edge)
    assert {found.lang for found in evidence} == {"en", "uk"}
    assert "at least 12 people were killed in Lunden" in {found.words for found in evidence}
    assert {network.publication(found).date for found in evidence} == {"2031-05-03", ""}


def test_build_stores_the_network_that_would_be_computed(built: Path) -> None:
    release = current_release(built)
    stored = load(release.path)
    assert stored is not None
    assert stored.edges
    before = (release.path / FILE).read_bytes()
    write(release)
    assert (release.path / FILE).read_bytes() == before


def test_release_without_the_file_is_computed(store: Path) -> None:
    release = current_release(store)
    assert load(release.path) is None
    network = network_of(View(release))
    write(release)
    assert load(release.path) == network
    (release.path / FILE).write_text('{"version":0,"network":{}}')
    assert network_of(View(release)) == network
    (release.path / FILE).unlink()


def test_damaged_file_is_told(store: Path) -> None:
    release = current_release(store)
    (release.path / FILE).write_text('{"version":1,"netw')
    with pytest.raises(StoreError, match="computed anew"):
        load(release.path)
    (release.path / FILE).unlink()


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["network", *arguments])
    return result.exit_code, result.output


def test_command_writes_each_format(store: Path, tmp_path: Path) -> None:
    for suffix in ("graphml", "gexf", "json", "node-link.json", "csv", "nodes.csv", "evidence.csv", "svg"):
        file = tmp_path / f"network.{suffix}"
        code, output = run("--store", str(store), "--output", str(file))
        assert (code, output.partition(":")[0]) == (0, str(file)), output
        assert file.stat().st_size


def test_command_chooses(store: Path) -> None:
    code, output = run("--store", str(store), "--type", "member-of", "--format", "csv")
    assert code == 0
    assert {line.split(",")[2] for line in output.splitlines()[1:]} == {"member-of"}
    assert "Оса Берг" in run("--store", str(store), "--labels", "uk", "--format", "nodes.csv")[1]
    assert "member-of             2" in run("--store", str(store), "--list")[1]
    near = run("--store", str(store), "--focus", "Delta Pact", "--format", "nodes.csv")[1]
    assert "Delta Pact" in near
    assert "Åsa Berg" not in near


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("--output", "network.doc"), 2, "tells no format"),
        (("--type", "hates"), 2, "accuses"),
        (("--from", "May"), 2, "is no date"),
        (("--focus", "Nobody at all"), 1, "no actor"),
        (("--output", "/nowhere/at/all.csv"), 1, "can't be written"),
    ],
)
def test_command_tells_what_is_wrong(store: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    found, output = run("--store", str(store), *arguments)
    assert (found, told in output) == (code, True), output
