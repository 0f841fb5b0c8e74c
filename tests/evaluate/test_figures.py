"""Figures that were worked out by hand, and what holds of any gold and any prediction."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from claimgraph.evaluate.evaluation import Evaluation, evaluate, worst
from claimgraph.evaluate.figures import ALL, NONE, Mistake
from claimgraph.evaluate.record import Text
from claimgraph.evaluate.rows import text_of
from claimgraph.evaluate.tables import as_json
from tests.evaluate.rows import FOUND, FOUND_ROWS, GOLD, GOLD_ROWS, TEXT, Row, row, words
from tests.shared import scorer


def evaluation(gold: Row = GOLD, found: Row = FOUND) -> Evaluation:
    text = text_of(gold, "gold")
    return evaluate([(text, text_of(found, "found", text))])


def figures(part: str, gold: Row = GOLD, found: Row = FOUND) -> Any:
    return as_json(evaluation(gold, found))[part]


def shares(figure: Any) -> tuple[Any, ...]:
    return tuple(figure[name] for name in ("p", "r", "f1"))


def kinds(part: str, found: Row = FOUND) -> list[tuple[str, str]]:
    compared = evaluation(GOLD, found).parts[part]
    return [
        (mistake.kind, "/".join(s.of(GOLD["text"]) for s in mistake.gold or mistake.found))
        for mistake in compared.mistakes
    ]


def test_names() -> None:
    # Of four names one is right; the description is not asked for, nor is finding it held against the system.
    strict, span, overlap = (figures("names")["all"][name] for name in ("strict", "span", "overlap"))
    assert (strict["hit"], strict["found"], strict["gold"]) == (1, 4, 4)
    assert shares(strict) == (0.25, 0.25, 0.25)
    assert shares(span) == (0.5, 0.5, 0.5)
    assert shares(overlap) == (0.75, 0.75, 0.75)
    assert shares(figures("names")["type"]["PER"]["strict"]) == (0.3333, 0.3333, 0.3333)
    assert shares(figures("names")["type"]["LOC"]["strict"]) == (None, 0.0, 0.0)


def test_mistakes_in_names() -> None:
    assert kinds("names") == [
        ("type", "Arleton"), ("boundary", "Bo Day"), ("missed", "Cole"), ("spurious", "Nei"),
    ]  # fmt: skip


def test_claims() -> None:
    # Three are asked for; two contents are found, one with the right speaker; the third found is nobody's.
    found = figures("claims")
    assert shares(found["all"]["content"]) == (0.6667, 0.6667, 0.6667)
    assert shares(found["all"]["exact"]) == (0.6667, 0.6667, 0.6667)
    assert shares(found["all"]["joint"]) == (0.3333, 0.3333, 0.3333)
    assert (found["all"]["speaker"], found["all"]["cue"]) == (0.5, 1.0)
    assert shares(found["form"]["direct"]["joint"]) == (0.0, 0.0, 0.0)
    assert found["form"]["direct after a dash"]["content"]["gold"] == 1
    assert shares(found["form"]["indirect"]["joint"]) == (0.5, 1.0, 0.6667)


def test_mistakes_in_claims() -> None:
    assert kinds("claims") == [("speaker", '"The dam held."'), ("missed", "Nei"), ("spurious", "Cole denied")]


def test_quantities() -> None:
    found = figures("quantities")
    assert shares(found["all"]["exact"]) == (0.0, 0.0, 0.0)
    assert shares(found["all"]["value"]) == shares(found["all"]["value_measure"]) == (1.0, 1.0, 1.0)
    assert kinds("quantities") == [("comparator", "17 people")]


@pytest.mark.parametrize(
    ("change", "kind"),
    [({"value": 18}, "value"), ({"measure": "injured"}, "measure"), ({"start": 0, "end": 1}, "missed")],
)
def test_mistakes_in_quantities(change: Row, kind: str) -> None:
    quantity: Row = FOUND["quantities"][0]
    found = {**FOUND, "quantities": [{**quantity, **change}]}
    assert kinds("quantities", found)[0][0] == kind


def test_content_in_pieces_is_met_by_its_whole_extent() -> None:
    pieces = words("The dam held", form="direct")
    gold = row(
        claims=[{**pieces, "spans": [[pieces["start"], pieces["start"] + 3], [pieces["end"] - 4, pieces["end"]]]}]
    )
    assert shares(figures("claims", gold, {"id": "a", "claims": [pieces]})["all"]["exact"]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        ({"entity": "e", "text": "he"}, {"entity": "e", "text": "she"}, True),
        ({"qid": "Q1", "text": "Ann Cole"}, {"qid": "Q2", "text": "Ann Cole"}, False),
        ({"text": "the mayor of Arleton"}, {"text": "Arleton mayors"}, True),
        ({"text": "the mayor of Arleton"}, {"text": "Arleton"}, True),
        ({"text": "the mayor of Arleton"}, {"text": "the council of Arleton"}, False),
        ({"text": "Ann"}, {"text": "Anna"}, False),
        ({"text": "Ann"}, None, False),
        (None, {"text": "Ann"}, True),
    ],
)
def test_speaker(gold: Row | None, found: Row | None, right: bool) -> None:
    claim = words("The dam held", form="direct")
    result = figures(
        "claims", row(claims=[{**claim, "speaker": gold}]), {"id": "a", "claims": [{**claim, "speaker": found}]}
    )
    assert result["all"]["joint"]["hit"] == right


def test_repeated_mistakes_count_as_often_as_they_happen() -> None:
    gold = row(mentions=[words("Cole", 1, type="PER"), words("Ann", type="PER")])
    second = {**gold, "id": "b"}
    result = evaluate((t, text_of({"id": t.id}, "found", t)) for t in (text_of(gold, "g"), text_of(second, "g")))
    texts: dict[str, Text] = {text.id: text for text, _ in result.texts}
    first, *rest = worst(result.parts["names"], texts, 9)
    assert (first.times, first.mistake.kind, len(rest)) == (2, "missed", 1)
    assert first.mistake.place.of(gold["text"]) == "Cole"
    assert [len(worst(result.parts["names"], texts, limit)) for limit in (0, 1)] == [0, 1]


def test_only_the_parts_asked_for() -> None:
    assert set(evaluate([], ["claims"]).parts) == {"claims"}
    assert as_json(evaluate([]))["names"]["all"]["strict"]["f1"] is None


def _neutral(entity: Row) -> bool:
    return bool(entity.get("optional")) or entity.get("outer") is False


@settings(max_examples=60, deadline=None)
@given(GOLD_ROWS)
def test_gold_is_right_by_its_own_measure(gold: Row) -> None:
    asked = {(e["start"], e["end"]) for e in gold["entities"] if not _neutral(e)}
    # Words that are asked for as one type and neutral as another are wrong as the other.
    entities = [e for e in gold["entities"] if not _neutral(e) or (e["start"], e["end"]) not in asked]
    claims = [c for c in gold["claims"] if not c.get("optional")]
    compared = evaluation(gold, {**gold, "entities": entities, "claims": claims}).parts
    assert not [m for part in ("names", "quantities") for m in compared[part].mistakes]
    spurious = [m for m in compared["claims"].mistakes if m.kind == "spurious"]
    assert not any(sign.isalnum() for m in spurious for span in m.found for sign in span.of(TEXT))


@settings(max_examples=100, deadline=None)
@given(GOLD_ROWS, FOUND_ROWS)
def test_mistakes_and_confusion_account_for_all_that_counts(gold: Row, found: Row) -> None:
    for part, compared in evaluation(gold, found).parts.items():
        total = compared.tallies.get(ALL, Counter())
        wanted = sum(n for (left, _), n in compared.confusion.items() if left != NONE)
        got = sum(n for (_, right), n in compared.confusion.items() if right != NONE)
        assert (wanted, got) == (total["gold"], total["found"]), part
        assert count(compared.mistakes, "missed") == compared_without(compared.confusion, 1)
        assert count(compared.mistakes, "spurious") == compared_without(compared.confusion, 0)


def count(mistakes: list[Mistake], kind: str) -> int:
    return sum(mistake.kind == kind for mistake in mistakes)


def compared_without(confusion: dict[tuple[str, str], int], side: int) -> int:
    return sum(times for pair, times in confusion.items() if pair[side] == NONE)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(GOLD_ROWS, FOUND_ROWS)
def test_figures_of_any_rows_agree_with_the_scorer(tmp_path: Path, gold: Row, found: Row) -> None:
    files = []
    for name, content in (("gold", gold), ("found", found)):
        files.append(str(tmp_path / f"{name}.jsonl"))
        Path(files[-1]).write_text(json.dumps(content) + "\n", encoding="utf-8")
    ours, module = as_json(evaluation(gold, found)), scorer()
    names, claims, counts = (module.score(command, *files) for command in ("ner", "claims", "quantities"))
    assert shares(ours["names"]["all"]["strict"]) == shares(names["micro"])
    assert shares(ours["names"]["all"]["span"]) == shares(names["span_only"])
    assert shares(ours["names"]["all"]["overlap"]) == shares(names["overlap"])
    for name, theirs in (("content", "content"), ("exact", "content_exact"), ("joint", "joint")):
        assert shares(ours["claims"]["all"][name]) == shares(claims[theirs])
    for form, theirs in claims["form"].items():
        assert ours["claims"]["form"][form]["joint"]["r"] == theirs["joint_recall"]
    for figure, score in counts.items():
        if figure != "documents":
            assert shares(ours["quantities"]["all"][figure]) == shares(score)
