"""Items survive being rows, and names are found under the keys that linking asks for."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.link.fold import fold, plain
from claimgraph.wikidata.entity import Held, Item
from claimgraph.wikidata.rows import COLUMNS, fold_version, item, keys, packed, row

QIDS = st.integers(1, 2_000_000_000).map(lambda number: f"Q{number}")
DATES = st.none() | st.sampled_from(["1966", "1966-10", "1966-10-09"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda text: " ".join(text.split()))
NAMES = st.dictionaries(st.sampled_from(["en", "uk", "pl", "mul", "zh"]), st.lists(TEXTS, min_size=1).map(tuple))
HELD = st.lists(st.builds(Held, QIDS, DATES, DATES), max_size=3).map(tuple)
PLACES = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
ITEMS = st.builds(
    Item,
    qid=QIDS,
    kind=st.sampled_from(["PER", "ORG", "LOC", "EVT"]),
    names=NAMES,
    prior=st.integers(0, 400),
    classes=st.lists(QIDS, max_size=3).map(tuple),
    country=st.none() | QIDS,
    place=PLACES,
    start=DATES,
    end=DATES,
    offices=HELD,
    memberships=HELD,
    website=st.none() | TEXTS,
)


@given(ITEMS)
def test_items_are_the_same_after_the_database(one: Item) -> None:
    database = sqlite3.connect(":memory:")
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    database.execute(f"CREATE TABLE item ({columns})")
    database.execute(f"INSERT INTO item VALUES ({', '.join('?' * len(COLUMNS))})", row(one))
    assert item(database.execute("SELECT * FROM item").fetchone()) == one
    database.close()


@given(st.lists(ITEMS, max_size=4))
def test_every_name_has_its_keys_and_no_key_is_empty(items: list[Item]) -> None:
    rows, found = packed(items)
    assert len(rows) == len({one.qid for one in items})
    assert found == sorted(set(found))
    assert all(key.strip("=") for key, _ in found)
    for one in {one.qid: one for one in reversed(items)}.values():
        for lang, names in one.names.items():
            wanted = {key for name in names for key in (fold(name, lang), f"={plain(name)}") if key.strip("=")}
            assert {(key, int(one.qid[1:])) for key in wanted} <= set(found)


def test_spellings_of_one_name_share_a_key() -> None:
    spelled: dict[str, tuple[str, ...]] = {"en": ("Tokayev",), "pl": ("Tokajew",), "uk": ("Токаєв",)}
    assert [key for key, _ in keys([Item("Q1900000001", "PER", spelled)]) if key[0] != "="] == [fold("Tokayev", "en")]


def test_of_items_with_one_qid_the_first_counts() -> None:
    two = [Item("Q1900000001", "LOC", {"en": (name,)}) for name in ("First", "Second")]
    rows, found = packed(two)
    assert item(rows[0]) == two[0]
    assert found == keys(two[:1])


def test_version_of_the_fold_is_short_and_stays() -> None:
    assert len(fold_version()) == 12
    assert fold_version() == fold_version()
