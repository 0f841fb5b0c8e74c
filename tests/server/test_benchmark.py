"""What the benchmark leaves out, what it refuses to measure, and how it tells the rest."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tools import bench_report
from tools.bench_endpoint import Ask, Sample, measure
from tools.bench_report import LARGE, RAW, SMALL, drawing, lines_of, place

QUERIES = {SMALL: "ask little", LARGE: "ask much"}


def answering(seconds: float, rows: int = 5) -> Ask:
    return lambda query: Sample(seconds / 2, seconds, 100, rows)


def silent(query: str) -> Sample:
    raise TimeoutError("timed out")


def told(**ways: Ask) -> dict[str, object]:
    seen = measure({RAW: answering(0.001), **ways}, QUERIES, 2)
    queries = {name: {way: one._asdict() for way, one in by.items()} for name, by in seen.medians().items()}
    troubles = [f"{way}, {name}: {trouble}" for (name, way), trouble in seen.troubles.items()]
    run = {"quads": 1000, "machine": "a <machine>", "rounds": 2, "left_out": {"virtuoso": "not installed"}}
    return {**run, "queries": queries, "troubles": troubles}


def test_ratios_are_told_and_what_is_left_out() -> None:
    told_run = told(claimgraph=answering(0.002), quick=answering(0.0005), other=answering(0.001, rows=4), mute=silent)
    lines = list(lines_of(told_run))
    assert "| query | rows | raw ms | claimgraph | quick |" in lines
    assert "| **geometric mean** | | | **2.00** | **0.50** |" in lines
    text = "\n".join(lines)
    assert f"other, {SMALL}: 4 rows, 5 in pyoxigraph" in text
    assert "mute, lookup: timed out" in text
    assert "virtuoso was left out: not installed." in text


def test_our_own_server_must_answer_like_the_store() -> None:
    with pytest.raises(ValueError, match="answers differ"):
        told(claimgraph=answering(0.002, rows=4))


def test_drawing_has_a_dot_for_each_ratio() -> None:
    root = ElementTree.fromstring(drawing(told(claimgraph=answering(0.002), quick=answering(0.0005))))
    titles = [one.text for one in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles.count("quick, dump: 0.50") == 1
    assert place(0.5) < place(1) < place(2)


def test_page_holds_all_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"update": {"answers": 3, "p50": 1.0, "p95": 2.0, "p99": 3.0, "most": 4.0}}
    load = {
        "clients": 2,
        "seconds": 1,
        "quads": 9,
        "machine": "m",
        "statuses": {"200": 3},
        "faults": {},
        "kinds": kinds,
    }
    for name, content in (("run.json", told(claimgraph=answering(0.002))), ("load.json", load)):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    command = ["bench_report", f"{tmp_path}/run.json", "--load", f"{tmp_path}/load.json", "--into", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", command)
    bench_report.main()
    page = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert "| update | 3 | 1 | 2 | 3 | 4 |" in page
    assert "Wrong, lost, truncated or broken off: none." in page
