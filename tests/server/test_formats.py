from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.server.formats import GRAPHS, HTML, RESULTS, choose, parse_accept


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("", "JSON"),
        ("*/*", "JSON"),
        ("text/*", "CSV"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.7", "TSV"),
        ("application/sparql-results+xml", "XML"),
        ("application/xml", "XML"),
        ("application/json;q=0.5, */*;q=0.1", "JSON"),
        ("*/*, application/sparql-results+json;q=0", "XML"),
        ("TEXT/CSV ; Q=0.9 , foo", "CSV"),
    ],
)
def test_result_format_follows_quality(header: str, key: str) -> None:
    chosen = choose(header, RESULTS)
    assert chosen is not None
    assert chosen.key == key


@pytest.mark.parametrize("header", ["image/png", "text/csv;q=0", "text/csv;q=2", "text/csv;q=x"])
def test_nothing_acceptable(header: str) -> None:
    assert choose(header, RESULTS) is None


def test_browser_gets_a_page() -> None:
    header = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert choose(header, (*GRAPHS, HTML)) is HTML
    assert choose("*/*", (*GRAPHS, HTML)) is not HTML


@given(st.text(max_size=300))
def test_any_header_is_read(header: str) -> None:
    assert all(0.0 <= quality <= 1.0 for _, _, quality in parse_accept(header))
    choose(header, (*RESULTS, *GRAPHS))
