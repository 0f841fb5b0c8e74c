"""What tests of the reconciliation service share: schemas, questions, an index of invented items."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from claimgraph.wikidata.entity import Held, Item
from claimgraph.wikidata.writing import write_index

ITEMS = (
    Item("Q900000001", "LOC", {"en": ("Norland",), "uk": ("Норланд",)}, 120, start="1814"),
    Item(
        "Q900000002", "PER", {"en": ("Åsa Berg", "A. Berg"), "uk": ("Оса Берг",)}, 12, country="Q900000001",
        classes=("Q5",), start="1970-02-03", offices=(Held("Q900000005", "2029"),),
    ),
    Item("Q900000003", "PER", {"en": ("Nils Berg",)}, 9, start="1901", end="1977-01"),
    Item(
        "Q900000004", "LOC", {"en": ("Lunden",), "nb": ("Lunden",)}, 40, country="Q900000001", place=(59.5, 10.25),
        website="https://lunden.example/",
    ),
    Item("Q900000005", "ORG", {"en": ("Ministry of Dams <b>",)}, 3, country="Q900000001"),
    Item("Q900000006", "LOC", {"en": ("Lunden",)}, 1, country="Q900000007", place=(48.0, 37.0)),
    Item("Q900000008", "ORG", {"en": ("Delta Club",)}, 5),
    Item("Q900000009", "ORG", {"en": ("Delta Club",)}, 4),
)  # fmt: skip


def invented_index(path: Path) -> Path:
    """Write an index of invented items."""
    write_index(path, ITEMS, {"source": "test", "languages": "en nb uk"})
    return path


@cache
def _schemas() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("reconciliation.schema.json").read_text("utf-8"))
    return found


def valid(message: Any, name: str) -> Any:
    """Return a message that has the shape which the specification gives it; fail where it hasn't."""
    Draft202012Validator({**_schemas(), "$ref": f"#/$defs/{name}"}).validate(message)
    return message


def ask(client: FlaskClient, path: str = "/reconcile", **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return the candidates for each query of a batch sent as a form."""
    text = json.dumps(valid(queries, "queryBatch"))
    response = client.post(path, data={"queries": text})
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    results = valid(response.json, "resultBatch")
    assert results.keys() == queries.keys()
    for result in results.values():
        scores = [candidate["score"] for candidate in result["result"]]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores)
        assert not any(candidate["match"] for candidate in result["result"][1:])
    return {key: result["result"] for key, result in results.items()}


def extend(client: FlaskClient, ids: list[str], *properties: Any, path: str = "/reconcile") -> dict[str, Any]:
    """Return the answer to a data extension query."""
    wanted = [{"id": one} if isinstance(one, str) else one for one in properties]
    text = json.dumps(valid({"ids": ids, "properties": wanted}, "extensionQuery"))
    response = client.post(path, data={"extend": text})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = valid(response.json, "extensionResponse")
    return found
