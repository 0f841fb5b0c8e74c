"""The derived files are current, and a misspelt term fails the type checker."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mypy import api

from claimgraph.ontology import external, generate
from claimgraph.ontology import terms as CG


def run_mypy(folder: Path, source: str) -> tuple[str, int]:
    """Type-check a snippet and return the output and the exit code."""
    path = folder / "snippet.py"
    path.write_text(source, "utf-8")
    cache = str(folder / "cache")
    out, _, code = api.run(["--strict", "--follow-imports=silent", "--cache-dir", cache, str(path)])
    return out, code


def copy_sources(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Path:
    """Let the generator work on a copy of the vocabulary, with everything that is derived from it."""
    home = folder / "ontology"
    home.mkdir()
    (folder / "docs").mkdir()
    for name in generate.SOURCES:
        shutil.copyfile(generate.FOLDER / name, home / name)
    monkeypatch.setattr(generate, "FOLDER", home)
    assert generate.main([]) == 0
    return home


def test_derived_files_are_current() -> None:
    if not (generate.FOLDER.parent / "docs").is_dir():
        pytest.skip("an installed package has no docs folder")
    assert [path.name for path in generate.stale()] == []


def test_check_passes_after_writing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    copy_sources(monkeypatch, tmp_path)
    assert generate.main(["--check"]) == 0


def test_check_names_stale_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    turtle = copy_sources(monkeypatch, tmp_path) / "claimgraph.ttl"
    turtle.write_text(turtle.read_text("utf-8").replace("cg:speaker ", "cg:utterer "), "utf-8")
    assert generate.main(["--check"]) == 1
    assert "stale: terms.py" in capsys.readouterr().err


def test_missing_file_is_stale(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = copy_sources(monkeypatch, tmp_path)
    (home / "context.jsonld").unlink()
    assert [path.name for path in generate.stale()] == ["context.jsonld"]


def test_output_does_not_depend_on_the_hash_seed() -> None:
    script = "from claimgraph.ontology import generate; print(list(generate.outputs().values()))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_names_are_the_iris() -> None:
    assert CG.speaker.value == CG.NAMESPACE + "speaker"
    assert external.OA.exact.value == "http://www.w3.org/ns/oa#exact"
    assert external.RDF.type.value == "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def test_tables_map_codes_to_concepts() -> None:
    assert CG.COMPARATOR["at_least"] == CG.comparatorAtLeast
    assert CG.CUE_STANCE["neutral"] == CG.stanceNeutral
    assert CG.ROLES["agent"] == CG.agent
    assert CG.EVENT_ROLES["Cause"] == ("cause", "effect")


def test_right_spelling_passes_the_type_checker(tmp_path: Path) -> None:
    out, code = run_mypy(
        tmp_path,
        "from claimgraph.ontology import terms as CG\n"
        "from claimgraph.ontology.external import OA\n"
        "print(CG.speaker.value, OA.exact.value)\n",
    )
    assert code == 0, out


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("from claimgraph.ontology import terms as CG\nprint(CG.speeker)\n", "speeker"),
        ("from claimgraph.ontology.external import OA\nprint(OA.exakt)\n", "exakt"),
        ("from claimgraph.ontology import terms as CG\nCG.speaker = CG.left\n", "speaker"),
    ],
)
def test_misspelt_term_fails_the_type_checker(tmp_path: Path, line: str, wrong: str) -> None:
    out, code = run_mypy(tmp_path, line)
    assert code == 1
    assert wrong in out
