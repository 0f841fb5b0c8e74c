"""An index of a few things made by hand: what is found, in which order, with which marks."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.errors import QueryRefused, StoreError
from claimgraph.search.index import FILE, write_items
from claimgraph.search.matching import matches
from claimgraph.search.material import Item, Name
from claimgraph.search.search import MOST_HITS, Question, Searcher

ZELENSKY = (Name("Володимир Зеленський", "uk"), Name("Volodymyr Zelensky", "en"), Name("Wołodymyr Zełenski", "pl"))
ZELENSKA = (Name("Олена Зеленська", "uk"), Name("Olena Zelenska", "en"))
LODZ = (Name("Łódź", "pl"),)
LONG = "Перше речення без нічого. " * 30 + "У місті 😀 закрили школи й дитячі садки. " + "Кінець без нічого. " * 30
ITEMS = (
    Item("urn:e:1", "Person", "Volodymyr Zelensky", ZELENSKY, weight=9),
    Item(
        "urn:e:2", "Person", "Olena Zelenska", (Name("Олена Зеленська", "uk"), Name("Olena Zelenska", "en")), weight=2
    ),
    Item("urn:e:3", "Place", "Łódź", LODZ, weight=1),
    Item("urn:c:1", "Claim", "Zelensky", text="школи буде закрито", lang="uk"),
    Item("urn:c:2", "Claim", "rząd", text="rząd zamknął szkoły i urząd", lang="pl"),
    Item("urn:c:3", "Claim", "regjeringen", text="regjeringen stenger skolene", lang="nb"),
    Item("urn:c:4", "Claim", "the president's office", text="the President's schools, 12% of them", lang="en"),
    Item("urn:d:1", "Document", "Новини", text=LONG, lang="uk"),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    folder = tmp_path_factory.mktemp("release")
    write_items(folder / FILE, ITEMS)
    return Searcher(folder)


def iris(searcher: Searcher, words: str, *types: str, language: str = "") -> list[str]:
    return [hit.iri for hit in searcher.search(Question(words, types, language)).hits]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("школа", ["urn:c:1", "urn:d:1"]),
        ("шкіл", ["urn:c:1", "urn:d:1"]),
        ("школами", ["urn:c:1", "urn:d:1"]),
        ("szkoła", ["urn:c:2"]),
        ("szkołom", ["urn:c:2"]),
        ("rządu", ["urn:c:2"]),
        ("skole", ["urn:c:3"]),
        ("regjering", ["urn:c:3"]),
        ("school", ["urn:c:4"]),
        ("presidents", ["urn:c:4"]),
        ("12", ["urn:c:4"]),
        ("lodz", ["urn:e:3"]),
        ("ŁÓDŹ", ["urn:e:3"]),
        ("Zelenskyj", ["urn:e:1"]),
        ("Зеленського", ["urn:e:1"]),
        ("школи закрито", ["urn:c:1"]),
        ("школи -закрито", ["urn:d:1"]),
        ('"закрили школи"', ["urn:d:1"]),
        ('"школи закрили"', []),
        ("дитяч*", ["urn:d:1"]),
        ("nichts", []),
    ],
)
def test_words_are_found_in_their_forms(searcher: Searcher, words: str, expected: list[str]) -> None:
    found = iris(searcher, words)
    assert sorted(found)[: len(expected)] == expected if "Зеленс" in words else sorted(found) == expected


def test_the_form_asked_for_comes_first(searcher: Searcher) -> None:
    assert iris(searcher, "Zelenska")[0] == "urn:e:2"
    assert iris(searcher, "Зеленський")[0] == "urn:e:1"


def test_types_and_languages_narrow_a_search(searcher: Searcher) -> None:
    assert iris(searcher, "школи", "Document") == ["urn:d:1"]
    assert iris(searcher, "skolene", language="uk") == []
    assert iris(searcher, "skole", "Claim", language="nb") == ["urn:c:3"]


def test_a_snippet_is_cut_from_its_text_and_marks_the_words(searcher: Searcher) -> None:
    (hit,) = (
        searcher.search(Question("школа садок", ("Document",))).hits
        or searcher.search(Question("школа", ("Document",))).hits
    )
    assert hit.snippet == LONG[hit.begin : hit.end]
    assert len(hit.snippet) <= 250
    assert "школи" in [hit.snippet[start:end] for start, end in hit.marks]


def test_pages_follow_one_another(searcher: Searcher) -> None:
    whole = searcher.search(Question("школа", limit=10))
    pages = [searcher.search(Question("школа", limit=1, offset=at)) for at in range(whole.total)]
    assert [page.hits[0] for page in pages] == list(whole.hits)
    assert {page.total for page in pages} == {whole.total}


@pytest.mark.parametrize(
    ("beginning", "first"),
    [("Зел", 1), ("zel", 1), ("Olena Z", 2), ("Оле", 2), ("łó", 3), ("Lod", 3)],
)
def test_names_are_suggested_in_any_script(searcher: Searcher, beginning: str, first: int) -> None:
    assert searcher.suggest(beginning)[0].iri == f"urn:e:{first}"


@pytest.mark.parametrize("nothing", ["", "   ", "%", "'; DROP TABLE item; --%%%", "\x00"])
def test_nothing_is_suggested_for_no_name(searcher: Searcher, nothing: str) -> None:
    assert searcher.suggest(nothing) == []


@pytest.mark.parametrize("refused", [" ", '"', "-", "-only", "* * *", "x" * 501, " ".join("abcdefghijklmnopq")])
def test_what_nobody_can_look_for_is_refused(searcher: Searcher, refused: str) -> None:
    with pytest.raises(QueryRefused):
        searcher.search(Question(refused))


@pytest.mark.parametrize(("limit", "offset"), [(MOST_HITS + 1, 0), (1, MOST_HITS), (-1, 0), (1, -1)])
def test_there_is_a_last_hit(searcher: Searcher, limit: int, offset: int) -> None:
    with pytest.raises(QueryRefused):
        searcher.search(Question("школа", limit=limit, offset=offset))


SYNTAX = ["NEAR(", "AND", "OR", "NOT", "forms:", "{a b}:", '"', "*", "^", "+", "-", "(", ")", "'", ";", ":", "школа"]


@given(st.lists(st.sampled_from(SYNTAX) | st.text(max_size=12), max_size=12).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_no_syntax_of_the_index_can_be_written(searcher: Searcher, words: str) -> None:
    try:
        found = searcher.search(Question(words))
    except QueryRefused:
        return
    assert len(found.hits) == min(found.total, 20)
    assert all(hit.snippet == text_of(hit.iri)[hit.begin : hit.end] for hit in found.hits)


def text_of(iri: str) -> str:
    item = next(item for item in ITEMS if item.iri == iri)
    return item.text or "\n".join(name.text for name in item.names)


@pytest.mark.parametrize(
    ("text", "words", "language", "expected"),
    [
        ("школи закрито", "школа", "uk", True),
        ("школи закрито", "школа", "", True),
        ("школи закрито", "школа -закрито", "uk", False),
        ("skolene stenges", "skole stengt", "nb", False),
        ("skolene stenges", '"skolene stenges"', "nb", True),
        ("skolene stenges", "sten*", "nb", True),
    ],
)
def test_a_text_matches_without_an_index(text: str, words: str, language: str, expected: bool) -> None:
    assert matches(text, words, language) is expected


def test_the_same_things_give_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.search.test_search import ITEMS;"
        "from claimgraph.search.index import write_items; write_items(Path(sys.argv[1]), ITEMS)"
    )
    digests = set()
    for seed in ("1", "2"):
        file = tmp_path / seed
        subprocess.run([sys.executable, "-c", script, file], check=True, env=os.environ | {"PYTHONHASHSEED": seed})
        digests.add(hashlib.sha256(file.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_release_without_index_or_with_a_foreign_one_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no index"):
        Searcher(tmp_path)
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreError, match="can't be read"):
        Searcher(tmp_path)
    (tmp_path / FILE).write_bytes(b"")
    with pytest.raises(StoreError, match="another version"):
        Searcher(tmp_path)


def test_without_words_everything_is_found(searcher: Searcher) -> None:
    found = searcher.search(Question("", limit=3))
    assert found.total == len(ITEMS)
    assert [hit.iri for hit in found.hits] == ["urn:e:1", "urn:e:2", "urn:e:3"]
    assert iris(searcher, "", "Claim", language="nb") == ["urn:c:3"]
