"""The shipped records: what every row must fulfil."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from claimgraph.errors import LanguageDataError
from claimgraph.link.known import COLUMNS, known, read

HEADER = "\t".join(COLUMNS)


def test_keys_are_slugs_and_every_record_has_a_name() -> None:
    for key, record in known().items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key
        assert record.kind in ("PER", "ORG", "LOC"), key
        assert record.names, key


def test_no_two_records_have_the_same_item() -> None:
    counts = Counter(record.qid for record in known().values() if record.qid)
    assert {qid: count for qid, count in counts.items() if count > 1} == {}


def test_countries_of_records_are_records() -> None:
    for record in known().values():
        assert record.country is None or record.country in known(), record.key


def test_places_are_on_earth() -> None:
    for record in known().values():
        if record.place:
            assert -90 <= record.place[0] <= 90, record.key
            assert -180 <= record.place[1] <= 180, record.key


@pytest.mark.parametrize("lang", ["en", "uk", "nb", "pl", "ru"])
def test_every_country_has_a_name_in_each_language(lang: str) -> None:
    countries = [record for record in known().values() if record.sort == "country"]
    named = [record for record in countries if lang in record.names]
    assert len(named) >= 0.95 * len(countries)


def test_doubt_of_a_generated_name_goes_when_the_hand_kept_table_has_it_without_mark() -> None:
    assert "France" not in known()["france"].doubtful
    assert "Jordan" in known()["jordan"].doubtful


def test_malformed_row_names_its_table_and_line() -> None:
    with pytest.raises(LanguageDataError, match=r"cities\.tsv:2"):
        list(read("cities.tsv", f"{HEADER}\nonly\ttwo"))
