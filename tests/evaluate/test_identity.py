"""Identity and links compared: ids over all texts, and the items of Wikidata."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.evaluate.evaluation import evaluate
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.rows import text_of
from claimgraph.evaluate.sources import resolved_names
from claimgraph.evaluate.tables import as_json
from tests.evaluate.rows import Row, row, words

ANN, ARLETON, BO, COLE = (
    words("Ann Cole", type="PER"), words("Arleton", type="LOC"), words("Bo Day", type="PER"),
    words("Cole", 1, type="PER"),
)  # fmt: skip


def figures(gold: Sequence[Row], found: Sequence[Row]) -> Any:
    wanted = text_of(row(mentions=gold), "gold")
    return as_json(evaluate([(wanted, text_of(row(mentions=found), "found", wanted))]))


def test_merged_and_split_entities_cost_precision_and_recall() -> None:
    gold = [{**ANN, "entity": "ann"}, {**BO, "entity": "bo"}, {**COLE, "entity": "ann"}, {**ARLETON, "entity": "town"}]
    found = [{**ANN, "entity": "x"}, {**BO, "entity": "x"}, {**COLE, "entity": "y"}]
    score = figures(gold, found)["clusters"]["all"]["b-cubed"]
    assert score == {"p": 0.75, "r": 0.75, "f1": 0.75, "mentions": 4, "found": 3, "gold": 3}


def test_ids_with_one_item_are_one() -> None:
    gold = [{**ANN, "entity": "ann"}, {**COLE, "entity": "ann"}]
    found = [{**ANN, "entity": "x", "qid": "Q900000001"}, {**COLE, "entity": "y", "qid": "Q900000001"}]
    assert figures(gold, found)["clusters"]["all"]["b-cubed"]["f1"] == 1.0


def test_links_are_counted_with_those_that_should_not_be() -> None:
    gold = [{**ANN, "qid": "Q900000001"}, {**BO, "qid": "Q900000002"}, {**ARLETON, "entity": "town", "qid": None}]
    found = [
        {**ANN, "qid": "Q900000001", "link_score": 0.9}, {**BO, "qid": "Q900000009", "link_score": 0.5},
        {**ARLETON, "qid": "Q900000003"}, words("Nei", type="PER", qid="Q900000004"),
    ]  # fmt: skip
    found_figures = figures(gold, found)["links"]["all"]
    assert found_figures["linked"] == {"p": 0.5, "r": 0.5, "f1": 0.5, "hit": 1, "found": 2, "gold": 2}
    assert (found_figures["coverage"], found_figures["rightly none"]) == (1.0, 0.0)
    assert found_figures["with spurious"]["p"] == pytest.approx(1 / 3, abs=1e-4)
    # One bin says .9 and all is right, the other .5 and nothing is.
    assert found_figures["calibration error"] == pytest.approx((0.1 + 0.5) / 2)


def test_gold_without_items_says_nothing_of_links() -> None:
    found = figures([{**ANN, "entity": "ann"}], [{**ANN, "entity": "x", "qid": "Q900000001"}])
    assert found["links"]["all"]["rightly none"] is None


def gold(name: str, lang: str, text: str, **entities: str) -> Text:
    marks = [
        {"start": text.index(w), "end": text.index(w) + len(w), "type": "PER", "xid": e} for w, e in entities.items()
    ]
    return text_of({"id": name, "lang": lang, "text": text, "entities": marks}, "gold")


def test_given_names_are_resolved_over_texts() -> None:
    texts = [
        gold("a", "pl", "Rozmawiano z Norą Lindqvist.", **{"Norą Lindqvist": "nora"}),
        gold("b", "uk", "Виступила Нора Ліндквіст.", **{"Нора Ліндквіст": "nora"}),
        gold("c", "en", "Nora Lindqvist left.", **{"Nora Lindqvist": "nora"}),
        gold("d", "en", "Nora Berg left.", **{"Nora Berg": "berg"}),
    ]
    score = as_json(evaluate(resolved_names(texts)))["clusters"]["all"]["b-cubed"]
    assert (score["f1"], score["found"]) == (1.0, 2)


def test_command_takes_names_as_given(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row(mentions=[{**ANN, "entity": "ann"}, {**COLE, "entity": "ann"}])) + "\n")
    result = CliRunner().invoke(main, ["evaluate", str(path), "--given"])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "clusters"
    assert "100.0" in result.stdout
    assert CliRunner().invoke(main, ["evaluate", str(path), "--given", "--against", str(path)]).exit_code == 2
