"""/about tells what the documents and the tests tell, and what the release is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from flask.testing import FlaskClient

ROOT = Path(__file__).parent.parent.parent
ABOUT = tomllib.loads((ROOT / "server" / "about.toml").read_text(encoding="utf-8"))
FAILURES = tomllib.loads((ROOT / "tests" / "server" / "w3c_failures.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", ABOUT["quality"], ids=lambda part: str(part["title"]))
def test_figures_are_those_of_the_documents(part: dict[str, list[list[str]]]) -> None:
    text = (ROOT / str(part["source"])).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    for name, *figures in part["rows"]:
        fits = [line for line in lines if line.startswith(f"| {name} ") and all(one in line for one in figures)]
        assert fits, (name, figures)


def test_every_known_failure_of_sparql_is_told() -> None:
    assert [one["cause"] for one in ABOUT["sparql"]] == [cause["why"] for cause in FAILURES["cause"]]


def test_page_and_its_twin(client: FlaskClient) -> None:
    told = client.get("/about.json").json
    assert told is not None
    assert {one["name"] for one in told["sources"]} >= {"Nordwire"}
    assert {one["name"]: one["licence"] for one in told["scripts"]}["yasqe"] == "MIT"
    page = client.get("/about").text
    assert "Nordwire" in page
    assert told["release"]["release"] in page
    assert "opposite polarity" in page.lower()
