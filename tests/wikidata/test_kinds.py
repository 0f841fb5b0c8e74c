"""The table of classes is read, refused with a reason where it is wrong, and names nothing but real classes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata.kinds import Kinds, is_qid, parse, read, shipped
from tests.shared import shared


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("[PER", "Expected ']'"),
        ("[DOG]\nQ5 = 'human'", "'DOG' is none of the tables"),
        ("PER = 5", "'PER' is none of the tables"),
        ("[PER]\nhuman = 'Q5'", "'human' is not a QID"),
        ("[PER]\nQ5 = 'human'\n[ORG]\nQ5 = 'human'", "Q5 is under PER and under ORG"),
        ("[none]\nQ5 = 'human'", "there is no class"),
        ("", "there is no class"),
    ],
)
def test_wrong_tables_are_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ClaimGraphError, match=r"classes .*mine\.toml: ") as refused:
        read(path)
    assert reason in str(refused.value)


def test_files_that_cant_be_read_are_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b"[PER]\nQ5 = 'm\xe9'")
    for name in ("latin.toml", "absent.toml"):
        with pytest.raises(ClaimGraphError, match=name):
            read(tmp_path / name)


def test_first_class_with_a_kind_counts_and_stops_have_none() -> None:
    kinds = parse("mine", "[ORG]\nQ43229 = ''\n[LOC]\nQ515 = ''\n[none]\nQ95074 = ''")
    assert kinds.of(["Q95074", "Q515", "Q43229"]) == "LOC"
    assert kinds.of(["Q95074"]) is None
    assert kinds.stops == {"Q95074"}


def test_checksum_is_another_one_for_other_classes() -> None:
    kinds = [Kinds({"Q5": "PER"}), Kinds({"Q5": "ORG"}), Kinds({"Q5": "PER"}, frozenset(["Q515"])), shipped()]
    assert len({one.checksum for one in kinds}) == len(kinds)
    assert Kinds({"Q5": "PER", "Q515": "LOC"}).checksum == Kinds({"Q515": "LOC", "Q5": "PER"}).checksum


def test_shipped_classes_are_those_of_the_source() -> None:
    with gzip.open(shared("wikidata", "classes.jsonl.gz")) as file:
        real = {row["id"] for row in map(json.loads, file)}
    assert set(shipped().of_class) | shipped().stops <= real
    assert set(shipped().of_class.values()) == {"PER", "ORG", "LOC", "EVT"}
    assert shipped().of(["Q5"]) == "PER"


@pytest.mark.parametrize("text", ["Q01", "q5", "Q5\n", "Q", "Q12345678901", "Q1٣", ""])
def test_what_is_no_qid(text: str) -> None:
    assert not is_qid(text)
