"""An unmodified third-party client of the specification, over loopback, as its users call it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.server.conftest import OPTIONS, running
from tests.server.reconciling import invented_index

pandas = pytest.importorskip("pandas", reason="the client reconciler, a development tool, needs pandas")
reconciler = pytest.importorskip("reconciler", reason="the client reconciler is a development tool: make dev")

# What the client itself does with pandas.
pytestmark = pytest.mark.filterwarnings("ignore:The inplace keyword")


@pytest.fixture(scope="module")
def service(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = invented_index(tmp_path_factory.mktemp("index") / "items.index")
    with running(store, replace(OPTIONS, wikidata_index=str(index))) as address:
        yield f"{address}/reconcile"


def rows(answer: Any, *columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a data frame as tuples."""
    return [tuple(row) for row in answer[list(columns)].itertuples(index=False)]


def test_column_is_reconciled_with_the_graph(service: str) -> None:
    column = pandas.Series(["Åsa Berg", "Лунден", "Delta Pact", "Åsa Berg", *(f"Lunden {n}" for n in range(12))])
    answer = reconciler.reconcile(column, reconciliation_endpoint=service)
    assert rows(answer, "input_value", "id", "match", "type_id")[:3] == [
        ("Åsa Berg", "asa-berg", True, "Person"),
        ("Лунден", "lunden", True, "Place"),
        ("Delta Pact", "delta-pact", True, "Organization"),
    ]


def test_type_and_property_are_sent_along(service: str) -> None:
    frame = pandas.DataFrame({"city": ["Lunden", "Lunden "], "country": ["Norland", "Sudland"]})
    answer = reconciler.reconcile(
        frame["city"], type_id="Place", property_mapping={"country": frame["country"]}, reconciliation_endpoint=service
    )
    assert rows(answer, "id", "match", "type") == [("lunden", True, "place"), ("lunden", False, "place")]


def test_column_is_reconciled_with_the_index(service: str) -> None:
    column = pandas.Series(["Lunden", "Delta Club"])
    answer = reconciler.reconcile(column, top_res="all", reconciliation_endpoint=f"{service}/wikidata")
    found = rows(answer, "input_value", "id", "match")
    assert found[:2] == [("Lunden", "Q900000004", True), ("Lunden", "Q900000006", False)]
    assert ("Delta Club", "Q900000008", False) in found


def test_client_shows_the_reason_of_a_refusal(service: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    with pytest.raises(OSError, match="returned an error"):
        reconciler.reconcile(pandas.Series(["Lunden"]), type_id={"no": "type"}, reconciliation_endpoint=service)
