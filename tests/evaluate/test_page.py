"""The report shows every text unchanged, escapes it, and asks nobody for anything."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.evaluate.evaluation import Evaluation, evaluate
from claimgraph.evaluate.marks import Mark, pieces
from claimgraph.evaluate.page import page
from claimgraph.evaluate.rows import text_of
from claimgraph.model import Span
from tests.evaluate.rows import FOUND, FOUND_ROWS, GOLD, GOLD_ROWS, TEXT, Row

EVIL = '<script>alert("x")</script> & "Ann" \x00'


class Reader(HTMLParser):
    """Gathers the texts, the tags with their attributes, and what is listed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.items: list[str] = []
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if dict(attrs).get("class") == "text":
            self._into = self.texts
        elif tag == "li":
            self._into = self.items
        else:
            return
        self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("div", "li"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def compared(gold: Row, found: Row) -> Evaluation:
    text = text_of(gold, "gold")
    return evaluate([(text, text_of(found, "found", text))])


def test_every_mistake_is_listed_and_leads_to_its_words() -> None:
    evaluation = compared(GOLD, FOUND)
    report = read(page(evaluation))
    assert report.texts == [TEXT]
    assert len(report.items) == len(evaluation.mistakes()) == 8
    links = {str(attrs["href"]).removeprefix("#") for tag, attrs in report.tags if tag == "a" and "href" in attrs}
    places = {attrs["id"] for tag, attrs in report.tags if tag == "a" and "id" in attrs}
    assert len(links) == 8
    assert links == places
    assert any(item.startswith("speaker") and "Ann Cole" in item and "Bo Day" in item for item in report.items)


def test_each_kind_of_mistake_has_a_box_that_hides_it() -> None:
    html = page(compared(GOLD, FOUND))
    report = read(html)
    boxes = {str(attrs["id"]) for tag, attrs in report.tags if tag == "input" and attrs["type"] == "checkbox"}
    listed = {str(attrs["class"]) for tag, attrs in report.tags if tag == "li"}
    assert listed <= boxes
    assert all(f":has(#{box}:checked) li.{box} {{ display: list-item; }}" in html for box in boxes)


def test_texts_are_escaped_and_nothing_is_fetched() -> None:
    gold = {"id": EVIL, "lang": "<b>", "text": EVIL, "mentions": [{"start": 0, "end": 30, "type": "PER"}]}
    html = page(compared(gold, {"id": EVIL, "mentions": [{"start": 3, "end": 12, "type": "ORG"}]}))
    report = read(html)
    assert report.texts == [EVIL.replace("\x00", "\ufffd")]
    assert {tag for tag, _ in report.tags} & {"script", "b" * 2, "img", "iframe", "object"} == set()
    addresses = [
        value for _, attrs in report.tags for name, value in attrs.items() if name in ("src", "href", "action")
    ]
    assert all(value and value.startswith(("#", "data:,")) for value in addresses)
    assert not re.search(r"url\(|@import|https?:", html)
    assert "default-src 'none'" in html


@settings(max_examples=60, deadline=None)
@given(GOLD_ROWS, FOUND_ROWS)
def test_report_of_any_rows_shows_the_whole_text(gold: Row, found: Row) -> None:
    evaluation = compared(gold, found)
    report = read(page(evaluation))
    assert report.texts == [TEXT]
    assert len(report.items) == len(evaluation.mistakes())


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(-2, 22), st.integers(-2, 22)), max_size=6))
def test_pieces_are_the_text_and_lie_in_their_marks(text: str, ends: list[tuple[int, int]]) -> None:
    marks = [Mark(Span(*pair), "x", str(number)) for number, pair in enumerate(ends)]
    found = list(pieces(text, marks))
    assert "".join(span.of(text) for span, _ in found) == text
    valid = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(text)]
    for span, on in found:
        assert (
            set(on)
            == {mark for mark in valid if mark.span.overlaps(span)}
            == {m for m in valid if m.span.contains(span)}
        )
