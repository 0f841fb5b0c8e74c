"""What a document says of itself is read where it stands; what its input declares wins."""

from __future__ import annotations

import pytest

from claimgraph.extract.layout.metadata import declared_date, read_metadata
from claimgraph.extract.layout.segment import segment
from claimgraph.model import Document, Metadata

BODY = "The bridge will stay closed until the spring, the mayor told reporters after a meeting of the council."


def metadata(text: str, **declared: str) -> Metadata:
    document = Document("a", text, **declared)
    return read_metadata(document, segment(text, document.lang))


def published(text: str, **declared: str) -> str | None:
    found = metadata(text, **declared).published
    if found is not None:
        assert found.precision == {4: "year", 7: "month", 10: "day", 16: "minute"}[len(found.value)]
    return found.value if found else None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("10.01.2022, Moscow.", "2022-01-10"),
        ("Euronews.- 10.01.2022", "2022-01-10"),
        ("Thursday 18 November 2027", "2027-11-18"),
        ("January 10, 2022 at 5:40 p.m. EST", "2022-01-10"),
        ("Published 2022-01-10 12:30", "2022-01-10"),
        ("Publisert fredag 6. mars 2027 kl. 19.12", "2027-03-06"),
        ("Opublikowano: 7 marca 2027 r.", "2027-03-07"),
        ("18 листопада 2027 року", "2027-11-18"),
        ("Четвер, 31 грудня 2020, 23:32", "2020-12-31"),
        ("16/01/2021 15:36", "2021-01-16"),
        ("03/04/2021", "2021"),
        ("date 2022-01", "2022-01"),
        ("31.02.2022", None),
        ("Jan. 10", None),
    ],
)
def test_date_of_publication(line: str, date: str | None) -> None:
    assert published(f"A bridge stays shut\n\n{line}\n\n{BODY}\n") == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("KYIV, Jan. 10 (UPI) -- ", None),
        ("date 2022-01 KYIV, Jan. 10 (UPI) -- ", "2022-01-10"),
        ("date 2022-02 KYIV, Jan. 10 (UPI) -- ", "2022-02"),
        ("KYIV, Jan. 10, 2022 (UPI) -- ", "2022-01-10"),
    ],
)
def test_day_without_year_needs_another_date(text: str, date: str | None) -> None:
    assert published(text + BODY) == date


def test_publication_comes_before_updates() -> None:
    head = "A bridge stays shut\n\nUpdated: 12 May 2031\n\nPublished: 10 May 2031\n\n"
    assert published(head + BODY) == "2031-05-10"
    assert published("A bridge stays shut\n\nUpdated: 12 May 2031\n\n" + BODY) == "2031-05-12"


def test_date_in_a_sentence_is_not_that_of_publication() -> None:
    assert published(f"{BODY} It was shut on 3 March 2031.") is None


def test_address_gives_the_date() -> None:
    assert published(BODY, url="https://example.org/2031/05/10/bridge") == "2031-05-10"
    assert published(f"{BODY}\n\n<https://example.org/2031/05/bridge>") == "2031-05"
    assert published(BODY, url="https://example.org/2031/99/10/bridge") is None


@pytest.mark.parametrize(
    ("declared", "date"),
    [
        ("2030-12-24", "2030-12-24"),
        ("2030-12-24T18:05:00+01:00", "2030-12-24T18:05"),
        ("2030-12", "2030-12"),
        ("24 December 2030", "2030-12-24"),
        ("soon", "2031-05-10"),
    ],
)
def test_declared_date_wins(declared: str, date: str) -> None:
    assert published(f"A bridge stays shut\n\n10 May 2031\n\n{BODY}", published=declared) == date


def test_day_that_does_not_exist_is_no_date() -> None:
    assert declared_date("2031-02-30") is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"ARLETON (AP) — {BODY}", "AP"),
        (f"Oslo (NTB-Reuters): {BODY}", "NTB-Reuters"),
        (f"ЛІСНЕ. 12 квітня. УНН. {BODY}", "УНН"),
        (f"{BODY}\n\nPAP\n", "PAP"),
        (f"{BODY} (Reuters)", "Reuters"),
        (f"NORDBY, May 3 (Northwire) -- {BODY}", "Northwire"),
        (f"{BODY}\n\nPhoto: Reuters", None),
        (BODY, None),
    ],
)
def test_agency(text: str, agency: str | None) -> None:
    assert metadata(text).agency == agency


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("Source: Arleton Post", "Arleton Post"),
        ("Kilde: Havnes Blad / NTB", "Havnes Blad"),
        ("Джерело: Лісна газета, https://example.org/a", "Лісна газета"),
        ("© 2019-2031, Gazeta Leśna. Wszelkie prawa zastrzeżone.", "Gazeta Leśna"),
        ("Advertisement", None),
    ],
)
def test_publisher(line: str, publisher: str | None) -> None:
    assert metadata(f"{BODY}\n\n{line}\n").publisher == publisher


def test_declared_fields_win() -> None:
    text = f"A bridge stays shut\n\n{BODY}\n\nSource: Arleton Post\n\nhttps://example.org/a"
    found = metadata(text, publisher="Other Post", url="https://www.example.com/b")
    assert (found.publisher, found.url) == ("Other Post", "https://www.example.com/b")
    assert metadata(text).url == "https://example.org/a"
    assert metadata(BODY, url="https://www.example.com/b").publisher == "example.com"


def test_title_is_where_it_stands() -> None:
    text = f"A bridge stays shut\n\n{BODY}\n\nBridge\n\n{BODY}"
    title = metadata(text).title
    assert title is not None
    assert title.of(text) == "A bridge stays shut"
    declared = metadata(text, title="Bridge").title
    assert declared is not None
    assert declared.of(text) == "Bridge"
    assert metadata(BODY).title is None


def test_text_without_anything_says_nothing() -> None:
    assert metadata("") == Metadata()
