"""Dates are as long as they are known, and a range takes a month in which one of its days may be."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from claimgraph.model import Annotation, Document, PartialDate
from claimgraph.pipeline import build
from claimgraph.queries import load
from claimgraph.settings import Settings
from claimgraph.store import View
from tests.graph.sample import hand_made, sample
from tests.queries.answers import answer

DATES = {
    "month": (PartialDate("2031-05", "month"), "2031-05"),
    "year": (PartialDate("2031", "year"), "2031"),
    "none": (None, None),
}


def published(date: PartialDate | None, directory: Path) -> View:
    """Return the release of the sample as it would be with another date."""
    reading = hand_made()

    def read(document: Document) -> Annotation:
        annotation = reading.annotate(document)
        return replace(annotation, metadata=replace(annotation.metadata, published=date))

    build([sample().document], directory, Settings(), replace(reading, annotate=read))
    return View.current(directory)


@pytest.mark.parametrize(("date", "shown"), DATES.values(), ids=DATES)
def test_date_is_shown_as_far_as_it_is_known(date: PartialDate | None, shown: str | None, tmp_path: Path) -> None:
    view = published(date, tmp_path)
    for name, column in (("documents", "published"), ("figures", "published"), ("coverage", "first")):
        found = {row[column].value if row[column] else None for row in answer(view, load(name))}  # type: ignore[union-attr]
        assert found == {shown}, name


@pytest.mark.parametrize(
    ("date", "limits", "is_in"),
    [
        (PartialDate("2031-05", "month"), {"since": "2031-05-20"}, True),
        (PartialDate("2031-05", "month"), {"until": "2031-05-01"}, True),
        (PartialDate("2031-05", "month"), {"since": "2031-06-01"}, False),
        (PartialDate("2031-05", "month"), {"until": "2031-04-30"}, False),
        (None, {"since": "2031-05-20"}, False),
        (None, {"until": "2031-05-20"}, False),
        (None, {}, True),
    ],
)
def test_range_of_days(date: PartialDate | None, limits: dict[str, str], is_in: bool, tmp_path: Path) -> None:
    assert bool(answer(published(date, tmp_path), load("figures"), **limits)) == is_in
