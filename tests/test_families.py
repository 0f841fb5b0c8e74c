"""Families of claims: what their files say, and what is wrong in them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from claimgraph.encoder.judge import KINDS
from claimgraph.errors import LoadError
from claimgraph.training.families import Case, families, judged

GOLD = Path(__file__).parent.parent / "gold"
PLAIN = """# fire
? a cause
? b alone
a1\ten\tarson
a1\tnb\tdet var ildspåsettelse
a2\ten\ta short circuit
b1\ten\tsad
"""


def test_answers_tell_how_claims_relate(tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text(PLAIN + "b2\tpl\tpóźno\n", encoding="utf-8")
    (family,) = families(tmp_path)
    cases = set(family.cases())
    assert Case("arson", "det var ildspåsettelse", "same") in cases
    assert Case("arson", "a short circuit", "cause") in cases
    assert Case("arson", "sad", "none") in cases
    assert Case("sad", "późno", "none") in cases


@pytest.mark.parametrize("line", ["? c quarrel", "c1\ten\tno such question", "a1 en words", "? c"])
def test_what_is_wrong_is_told_by_its_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "one.tsv").write_text(PLAIN + line + "\n", encoding="utf-8")
    with pytest.raises(LoadError, match=r"one\.tsv:8"):
        families(tmp_path)


def test_folder_without_families_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="no families"):
        families(tmp_path)


def test_gold_has_all_kinds_and_says_no_claim_twice_in_a_family() -> None:
    found = families(GOLD / "families")
    kinds = Counter(case.kind for family in found for case in family.cases())
    assert set(kinds) == set(KINDS)
    assert len({family.name for family in found}) == len(found)
    for family in found:
        assert len({words for _, words in family.claims}) == len(family.claims), family.name


def test_judged_pairs_are_cases_too() -> None:
    assert {case.kind for case in judged(GOLD / "pairs" / "train")} == set(KINDS)
