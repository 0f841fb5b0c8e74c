"""The figures agree to the digit with those of the development corpora's own scorer, where that is at hand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from claimgraph.annotate import annotate_all
from claimgraph.contract import contract
from claimgraph.evaluate.evaluation import evaluate
from claimgraph.evaluate.sources import gold_rows, gold_texts, predicted
from claimgraph.evaluate.tables import as_json
from claimgraph.model import Document
from tests.shared import scorer, shared

SETS = {
    "seeds": ("gold", "seeds.jsonl"),
    "linking": ("corpora", "kore50", "en.all.jsonl"),
    "attribution-en": ("corpora", "polnear", "en.dev.jsonl.gz"),
    "attribution-de": ("corpora", "wikinews_quotes_de", "de.dev.jsonl"),
    "names-pl": ("corpora", "slavicner", "pl.other_topics.jsonl.gz"),
    "names-ru": ("corpora", "nerel", "ru.dev.jsonl.gz"),
    "names-en": ("corpora", "uner", "en_ewt.dev.jsonl"),
    "names-uk": ("corpora", "ner_uk_v2", "uk.train.jsonl.gz"),
}
TEXTS = 5
MAX_LENGTH = 6000
Row = Mapping[str, Any]


def write(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module", params=sorted(SETS))
def compared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path, Path]:
    """Return our figures, the gold file and the file of predictions, the last text left out of these."""
    source = shared(*SETS[request.param])
    rows = list(islice((r for r in gold_rows([str(source)]) if len(r["text"]) < MAX_LENGTH), TEXTS))
    folder = tmp_path_factory.mktemp("agreement")
    gold = write(folder / "gold.jsonl", rows)
    found = annotate_all(Document(row["id"], row["text"]) for row in rows[:-1])
    predictions = write(folder / "found.jsonl", map(contract, found))
    return as_json(evaluate(predicted(gold_texts([str(gold)]), predictions))), gold, predictions


def same(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    """Check a score; theirs calls `pred` what ours calls `found`."""
    wanted = {{"pred": "found"}.get(name, name): value for name, value in theirs.items()}
    assert {name: ours[name] for name in wanted} == wanted


def test_names_agree(compared: tuple[Any, Path, Path]) -> None:
    ours, gold, found = compared
    theirs = scorer().score("ner", str(gold), str(found))
    same(ours["names"]["all"]["strict"], theirs["micro"])
    same(ours["names"]["all"]["span"], theirs["span_only"])
    same(ours["names"]["all"]["overlap"], theirs["overlap"])
    for kind, score in theirs["type"].items():
        same(ours["names"]["type"][kind]["strict"], score)
    for lang, score in theirs["language"].items():
        same(ours["names"]["language"][lang]["strict"], score)


def test_claims_agree(compared: tuple[Any, Path, Path]) -> None:
    ours, gold, found = compared
    theirs = scorer().score("claims", str(gold), str(found))
    check_claims(ours["claims"]["all"], theirs)
    for lang, figures in theirs["language"].items():
        check_claims(ours["claims"]["language"][lang], figures)
    for form, figures in theirs["form"].items():
        check_recall(ours["claims"]["form"][form], figures)


def check_claims(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    for name, figure in {"content": "content", "exact": "content_exact", "joint": "joint"}.items():
        same(ours[name], theirs[figure])
    check_recall(ours, theirs)


def check_recall(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    recalls = [ours[name]["r"] for name in ("content", "exact", "joint")]
    assert recalls == [theirs["recall"], theirs["exact_recall"], theirs["joint_recall"]]
    assert (ours["cue"], ours["speaker"]) == (theirs["cue_on_matched"], theirs["speaker_on_matched"])


def test_quantities_agree(compared: tuple[Any, Path, Path]) -> None:
    ours, gold, found = compared
    theirs = scorer().score("quantities", str(gold), str(found))
    for name in ("exact", "value", "value_measure", "value_comparator"):
        same(ours["quantities"]["all"][name], theirs[name])


def test_clusters_agree(compared: tuple[Any, Path, Path]) -> None:
    ours, gold, found = compared
    theirs = scorer().score("link", str(gold), str(found))
    if "clusters_b3" in theirs:
        figures = {**theirs["clusters_b3"]}
        figures["pred"], figures["gold"] = figures.pop("system_clusters"), figures.pop("gold_clusters")
        same(ours["clusters"]["all"]["b-cubed"], figures)
    else:
        assert ours["clusters"]["all"]["b-cubed"]["mentions"] == 0


def test_links_agree(compared: tuple[Any, Path, Path]) -> None:
    ours, gold, found = compared
    theirs = scorer().score("link", str(gold), str(found))
    if "linked" not in theirs:
        assert ours["links"]["all"]["linked"]["gold"] == 0
        return
    for name, figure in {
        "linked": "linked",
        "exact": "linked_exact_span",
        "with spurious": "linked_with_spurious",
    }.items():
        same(ours["links"]["all"][name], theirs[figure])
    assert ours["links"]["all"]["accuracy"] == theirs["accuracy_on_found"]
    for lang, score in theirs["language"].items():
        same(ours["links"]["language"][lang]["linked"], score)
