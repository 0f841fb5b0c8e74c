"""Dates and event types, which only some gold has, are compared where somebody marked them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from claimgraph.annotate import annotate
from claimgraph.evaluate.evaluation import evaluate
from claimgraph.evaluate.markup import MarkupError, document
from claimgraph.evaluate.rows import text_of
from claimgraph.evaluate.sources import annotated
from claimgraph.evaluate.tables import as_json, as_text, tables

SOURCE = (
    "Ana Ruiz said on <date 2022-01-10|Monday> that {q1i=Kill three people died}, in <date 2021|2021>, "
    "and that {q2i=- the sky was blue}. {q3i It rained}, {c3 said} {s3 Bo}.\n"
)


def gold(**more: Any) -> dict[str, Any]:
    return {**document(SOURCE, "a", "en", "a.txt"), **more}


def found(**more: Any) -> dict[str, Any]:
    row = gold()
    return {**row, "claims": [{**claim, "event": "Kill", "sieve": "S4"} for claim in row["claims"]], **more}


def figures(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    text = text_of(left, "gold")
    return as_json(evaluate([(text, text_of(right, "found", text))]))


def test_marks_become_dates_and_events() -> None:
    row = gold()
    assert [(d["text"], d["value"]) for d in row["dates"]] == [("Monday", "2022-01-10"), ("2021", "2021")]
    assert [claim.get("event") for claim in row["claims"]] == ["Kill", "-", None]
    assert row["quantities"] == []


def test_date_is_right_by_value() -> None:
    dates = gold()["dates"]
    late = [{**dates[0], "value": "2022-01-03"}, dates[1]]
    shown = figures(gold(), found(dates=late))["dates"]
    assert shown["all"]["value"]["f1"] == 0.5
    assert shown["all"]["found"]["f1"] == 1.0
    assert shown["precision"]["year"]["value"]["hit"] == 1


def test_dates_count_only_where_some_are_marked() -> None:
    left = gold()
    assert figures({**left, "dates": []}, found())["dates"]["all"]["value"]["found"] == 0


def test_type_counts_on_claims_that_have_one() -> None:
    shown = figures(gold(), found())["events"]
    assert (shown["all"]["type"]["hit"], shown["all"]["type"]["found"], shown["all"]["type"]["gold"]) == (1, 2, 1)
    assert {"gold": "–", "found": "Kill", "times": 1} in shown["confusion"]


def test_sieves_are_told_apart() -> None:
    text = text_of(gold(), "gold")
    evaluation = evaluate([(text, text_of(found(), "found", text))])
    lines = [line for table in tables(evaluation) for line in as_text(table)]
    assert "S4         3      100.0    100.0" in lines


def test_claims_without_a_sieve_have_no_row() -> None:
    text = text_of(gold(), "gold")
    assert not any("sieve" in table.title for table in tables(evaluate([(text, text)])))


def test_wrong_date_is_told() -> None:
    with pytest.raises(MarkupError, match="no date"):
        document("On <date 2022-1|Monday>.", "a", "en", "a.txt")


def test_day_of_publication_is_no_part_of_the_text() -> None:
    row = document(f"<published 2022-01-12>\n{SOURCE}", "a", "en", "a.txt")
    assert (row["published"], row["text"], row["dates"]) == ("2022-01-12", gold()["text"], gold()["dates"])


def test_lines_of_mistakes_are_those_of_the_file() -> None:
    with pytest.raises(MarkupError, match=r"a\.txt:3"):
        document("<published 2022-01-12>\nOne.\n<date 2022-1|Monday>.", "a", "en", "a.txt")


def test_weekdays_are_read_from_the_day_of_publication() -> None:
    text = text_of(gold(published="2022-01-12"), "gold")
    (_, read), *_ = annotated([text], read=partial(annotate, model="fast"))
    assert {d.value for d in read.dates} == {"2022-01-10", "2021"}


def test_date_that_the_text_leaves_open_is_not_asked_for() -> None:
    dates = gold()["dates"]
    shown = figures(gold(dates=[{**dates[0], "value": "-"}, dates[1]]), found(dates=dates[1:]))
    assert (shown["dates"]["all"]["value"]["gold"], shown["dates"]["all"]["value"]["f1"]) == (1, 1.0)
