"""Who publishes a text is an organization wherever the text names it."""

from __future__ import annotations

from claimgraph.annotate import annotate
from claimgraph.extract.naming.names import find_names
from claimgraph.model import Document, Segment, Span

TEXT = """Дощ не вщухає

КУТАЇСІ, 5 березня (Дніпровісник) — Річка вийшла з берегів, повідомили рятувальники.

– Ніхто нас не попереджав, – сказала Дніпровіснику вчителька Ольга Чхеїдзе.
"""


def named(text: str, publisher: str | None = None) -> list[tuple[str, str]]:
    found = annotate(Document("a", text, lang="uk", publisher=publisher), model="fast")
    return [(m.span.of(text), m.kind) for m in found.mentions if m.form == "name"]


def test_agency_of_the_dateline_is_an_organization_in_every_case() -> None:
    assert [pair for pair in named(TEXT) if pair[0].startswith("Дніпр")] == [
        ("Дніпровісник", "ORG"), ("Дніпровіснику", "ORG"),
    ]  # fmt: skip
    assert ("Ольга Чхеїдзе", "PER") in named(TEXT)


def test_addresses_and_several_agencies_are_no_names() -> None:
    text = "Мер Олег Кравець сказав Горобчику, що міст закрито."
    segments = [Segment(Span(0, len(text)), "uk", "body")]
    for outlet, expected in (("Горобчик", ["Горобчику"]), ("Горобчик/УНІАН", []), ("horobchyk.example", [])):
        found = find_names(text, segments, lambda line: iter(()), [outlet])
        assert [m.span.of(text) for m in found if m.kind == "ORG"] == expected
