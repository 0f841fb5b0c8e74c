"""Two annotations of the same texts are compared: known by their words, in the parts that both mark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main

ROOT = Path(__file__).parent.parent.parent
FIRST = (
    "{s1 [PER Ana Ruiz]} {c1 said} {q1i=Kill <killed exactly 3|three men> died in [LOC Łódź] "
    "<date 2024-03-05|Tuesday>}. "
    "{s2 [PER Bo Day]} {c2 said} {q2i=- it rained}.\n"
)
SECOND = (
    "{s1 [PER Ana Ruiz]} {c1 said} {q1i <killed about 3|three men> died in [ORG Łódź] Tuesday}. "
    "{s2 [PER Bo Day]} {c2 said} {q2i it rained}.\n"
)
ALONE = "[LOC Oslo] was calm.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def write(folder: Path, **texts: str) -> Path:
    (folder / "en").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "en" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write(tmp_path / "first", one=FIRST, two=ALONE)


def test_texts_are_known_by_their_words(first: Path, tmp_path: Path) -> None:
    result = run(first, "--against", write(tmp_path / "second", other=SECOND), "--format", "json")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)
    assert set(figures) == {"documents", "names", "claims", "quantities", "worst"}
    assert figures["documents"] == 1
    names, claims = figures["names"]["language"]["en"]["strict"], figures["claims"]["language"]["en"]
    assert (names["hit"], names["found"], names["gold"]) == (2, 3, 3)
    assert (claims["joint"]["f1"], claims["exact"]["f1"]) == (1.0, 1.0)
    counts = figures["quantities"]["language"]["en"]
    assert (counts["exact"]["f1"], counts["value_measure"]["f1"]) == (0.0, 1.0)
    assert result.stderr.splitlines() == [
        "left out, having no second annotation: 1 of 2 texts",
        "left out, not marked in both annotations: dates, events",
    ]


def test_another_speaker_is_no_agreement(first: Path, tmp_path: Path) -> None:
    swapped = SECOND.replace("{s2 [PER Bo Day]}", "[PER Bo Day]").replace("{s1 [PER", "{s1,s2 [PER")
    figures = json.loads(run(first, "--against", write(tmp_path / "b", one=swapped), "--format", "json").stdout)
    assert (figures["claims"]["all"]["content"]["f1"], figures["claims"]["all"]["joint"]["f1"]) == (1.0, 0.5)


def test_annotation_agrees_with_itself_in_every_part(first: Path) -> None:
    result = run(first, "--against", first, "--format", "json")
    figures = json.loads(result.stdout)
    assert result.stderr == ""
    scores = [("names", "strict"), ("claims", "joint"), ("quantities", "exact"), ("dates", "value"), ("events", "type")]
    assert [figures[part]["all"][score]["f1"] for part, score in scores] == [1.0] * 5


def test_second_annotations_that_cannot_be_compared(first: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other", one="Rain.\n")
    twice = write(tmp_path / "twice", one=FIRST, two=SECOND)
    for path, reason in (
        (other, "no second annotation of any of the texts, such as 'en-one'"),
        (twice, "en-two has the same text as en-one"),
        (tmp_path / "none.jsonl", "can't be read"),
    ):
        result = run(first, "--against", path)
        assert (result.exit_code, reason in result.stderr) == (1, True)
    assert run(first, "--against", first, "--predictions", other).exit_code == 2


def test_figures_of_the_gold_are_those_that_its_description_gives() -> None:
    languages = ("en", "nb", "pl", "uk")
    folders = [ROOT / "gold" / part / lang for part in ("dev", "test") for lang in languages]
    parts = {"names": ["strict"], "claims": ["content", "exact", "joint"], "quantities": ["exact"]}
    second = ("--against", ROOT / "gold" / "second")
    result = run(*folders, *second, "--only", ",".join(parts), "--format", "json", "--worst", 0)
    figures = json.loads(result.stdout)
    assert result.stderr == ""
    told = (ROOT / "gold" / "README.md").read_text(encoding="utf-8")
    for part, scores in parts.items():
        found = (figures[part]["language"][lang] for lang in languages)
        cells = (" / ".join(f"{100 * own[score]['f1']:.1f}" for score in scores) for own in found)
        assert f"| {' | '.join(cells)} |\n" in told, part
