from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from claimgraph.cli import main
from claimgraph.errors import QueryLimit, QueryRefused
from claimgraph.plan import NoProgram, plan
from claimgraph.store import current_release
from tests.server.sample import publish_sample

COUNT = "SELECT ?type (COUNT(*) AS ?n) { ?x a ?type } GROUP BY ?type"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("planned") / "store"
    publish_sample(folder)
    return folder


@pytest.mark.parametrize("query", [COUNT, "CONSTRUCT WHERE { ?claim a cg:Claim ; ?p ?o }", "ASK { ?x a cg:Claim }"])
def test_each_step_has_rows_and_time(store: Path, query: str) -> None:
    head, *steps = plan(current_release(store).graph, query)
    assert head.split() == ["rows", "ms", "step"]
    assert steps
    for step in steps:
        rows, milliseconds, _ = step.split(maxsplit=2)
        assert int(rows) >= 0
        assert float(milliseconds) >= 0
    assert "QuadPattern" in steps[-1]


def test_command_shows_the_steps(store: Path) -> None:
    shown = CliRunner().invoke(main, ["query", "--store", str(store), "--plan", COUNT])
    assert shown.exit_code == 0, shown.output
    assert "Aggregate(?type" in shown.output


@pytest.mark.parametrize("query", ["SELECT {", "ASK { SERVICE <http://127.0.0.1:1/> {} }", "LOAD <file:///etc/passwd>"])
def test_what_a_query_may_not_be_is_refused(store: Path, query: str) -> None:
    with pytest.raises(QueryRefused):
        list(plan(current_release(store).graph, query))


def test_endless_query_is_stopped(store: Path) -> None:
    with pytest.raises(QueryLimit):
        list(plan(current_release(store).graph, ENDLESS, seconds=0.5))


def test_missing_tool_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(NoProgram, match="pip install oxigraph"):
        list(plan(current_release(store).graph, COUNT))


@pytest.mark.parametrize("more", [["--param", "x=y"], ["--name", "most-quoted"]])
def test_plan_is_of_written_queries(store: Path, more: list[str]) -> None:
    words = [] if "--name" in more else [COUNT]
    shown = CliRunner().invoke(main, ["query", "--store", str(store), "--plan", *more, *words])
    assert shown.exit_code == 2
