"""The card of the shipped encoder tells what the files are, and of which data they were made."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources import files

FOLDER = files("claimgraph.encoder") / "model"
CARD = tomllib.loads((FOLDER / "card.toml").read_text("utf-8"))
LARGEST = 60_000_000
"""Bytes of all weights in the package."""


def test_files_are_those_of_the_card() -> None:
    held = {entry.name for entry in FOLDER.iterdir()} - {"card.toml"}
    assert held == set(CARD["files"])
    for name, digest in CARD["files"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_weights_are_small_enough_to_ship() -> None:
    models = files("claimgraph.extract.naming") / "models"
    assert sum(len(entry.read_bytes()) for folder in (FOLDER, models) for entry in folder.iterdir()) <= LARGEST


def test_training_data_may_be_shipped_as_weights() -> None:
    free = ("CC0", "CC BY 3.0", "CC BY 4.0", "MIT")
    assert CARD["data"]
    assert all(row["licence"].startswith(free) for row in CARD["data"])
