"""Items are read from Wikidata's JSON: ranks, unknown values, dates, offices, names, and what is no item."""

from __future__ import annotations

import gzip
import json
from typing import Any

import msgspec
import pytest

from claimgraph.wikidata.entity import Held, Item, Record, item, redirected
from claimgraph.wikidata.kinds import shipped
from tests.shared import shared
from tests.wikidata.records import (
    AGENCY,
    CITY,
    HUMAN,
    KINDS,
    LANGUAGES,
    OTHER,
    of_item,
    record,
    snak,
    statement,
    texts,
    time,
)

QID, A, B, C = "Q1900000001", "Q1900000011", "Q1900000012", "Q1900000013"


def read(entity: dict[str, Any]) -> Item:
    found = item(entity, LANGUAGES, KINDS)
    assert found is not None
    return found


def claims(of: str = CITY, **more: list[dict[str, Any]]) -> dict[str, Any]:
    return {"P31": [statement("P31", of_item(of))], **more}


def test_label_comes_first_then_title_then_aliases() -> None:
    aliases = {"en": [{"language": "en", "value": name} for name in ("Big  O", "Ostrava")]}
    links = {"enwiki": {"site": "enwiki", "title": "Ostrau (city)"}, "nowiki": {"site": "nowiki", "title": "Nb"}}
    found = item(record(QID, aliases=aliases, sitelinks=links), ("en", "nb"), KINDS)
    assert found is not None
    assert found.names == {"en": ("Ostrava", "Ostrau", "Big O"), "nb": ("Nb",)}
    assert found.prior == 2


def test_names_of_all_languages_count_and_others_dont() -> None:
    assert read(record(QID, labels=texts(mul="Every", xx="Not"))).names == {"mul": ("Every",)}
    assert item(record(QID, labels=texts(xx="Not"), sitelinks={}), LANGUAGES, KINDS) is None


@pytest.mark.parametrize(
    ("ranks", "expected"), [(("normal", "normal"), A), (("normal", "preferred"), B), (("deprecated", "normal"), B)]
)
def test_preferred_statements_come_first_and_deprecated_ones_not_at_all(ranks: tuple[str, str], expected: str) -> None:
    two = [statement("P17", of_item(qid), rank) for qid, rank in zip((A, B), ranks, strict=True)]
    assert read(record(QID, claims=claims(P17=two))).country == expected


def test_country_is_one_that_it_still_belongs_to() -> None:
    past = statement("P17", of_item(A), P582=time("+1991-12-26T00:00:00Z"))
    assert read(record(QID, claims=claims(P17=[past, statement("P17", of_item(B))]))).country == B


def test_country_of_people_is_that_of_citizenship() -> None:
    both = claims(HUMAN, P17=[statement("P17", of_item(A))], P27=[statement("P27", of_item(B))])
    assert read(record(QID, claims=both)).country == B


@pytest.mark.parametrize("snaktype", ["novalue", "somevalue"])
def test_unknown_values_are_nothing(snaktype: str) -> None:
    unknown = {"mainsnak": {"snaktype": snaktype, "property": "P17"}, "type": "statement", "rank": "normal"}
    birth = {**unknown, "mainsnak": {"snaktype": snaktype, "property": "P569"}}
    found = read(record(QID, claims=claims(HUMAN, P27=[unknown], P569=[birth], P39=[unknown])))
    assert (found.country, found.start, found.offices) == (None, None, ())


@pytest.mark.parametrize(
    ("value", "precision", "expected"),
    [
        ("+1966-10-09T00:00:00Z", 11, "1966-10-09"),
        ("+1966-10-00T00:00:00Z", 10, "1966-10"),
        ("+1966-10-00T00:00:00Z", 11, "1966-10"),
        ("+1966-00-00T00:00:00Z", 9, "1966"),
        ("+00000000988-00-00T00:00:00Z", 9, "0988"),
        ("+1960-00-00T00:00:00Z", 8, None),
        ("-0044-03-15T00:00:00Z", 11, None),
        ("nonsense", 11, None),
    ],
)
def test_dates_are_as_exact_as_they_are_known(value: str, precision: int, expected: str | None) -> None:
    assert read(record(QID, claims=claims(HUMAN, P569=[statement("P569", time(value, precision))]))).start == expected


def test_lifetime_depends_on_the_kind() -> None:
    begun, ended = [statement("P571", time("+1993-01-01T00:00:00Z", 9))], [statement("P576", time("+2001-05-00T", 10))]
    agency = read(record(QID, claims=claims(AGENCY, P571=begun, P576=ended)))
    assert (agency.start, agency.end) == ("1993", "2001-05")
    assert read(record(QID, claims=claims(HUMAN, P571=begun))).start is None


def test_offices_have_their_terms_and_memberships_come_from_both_properties() -> None:
    start, end = time("+2019-03-20T00:00:00Z"), time("+2022-00-00T00:00:00Z", 9)
    offices = [statement("P39", of_item(A), P580=start, P582=end), statement("P39", of_item(B), "preferred")]
    member = {"P463": [statement("P463", of_item(B))], "P102": [statement("P102", of_item(C))]}
    found = read(record(QID, claims=claims(HUMAN, P39=offices, **member)))
    assert found.offices == (Held(B), Held(A, "2019-03-20", "2022"))
    assert found.memberships == (Held(B), Held(C))


def test_places_lie_on_earth() -> None:
    on = {"latitude": 43.25, "longitude": 76.9, "precision": 0.01, "globe": "http://www.wikidata.org/entity/Q2"}
    off = {**on, "globe": "http://www.wikidata.org/entity/Q405"}
    assert read(record(QID, claims=claims(P625=[statement("P625", off), statement("P625", on)]))).place == (43.25, 76.9)
    beyond = statement("P625", {**on, "latitude": 91})
    assert read(record(QID, claims=claims(P625=[beyond]))).place is None


def test_website_is_a_text() -> None:
    assert (
        read(record(QID, claims=claims(P856=[statement("P856", "https://a.invalid/")]))).website == "https://a.invalid/"
    )


def test_kind_is_that_of_the_first_class_that_has_one() -> None:
    both = {"P31": [statement("P31", of_item(qid)) for qid in (OTHER, AGENCY, CITY)]}
    found = read(record(QID, claims=both))
    assert (found.kind, found.classes) == ("ORG", (OTHER, AGENCY, CITY))
    assert item(record(QID, of=OTHER), LANGUAGES, KINDS) is None


def test_what_is_empty_may_be_a_list() -> None:
    empty = record(QID, aliases=[], descriptions=[], sitelinks=[])
    empty["claims"]["P31"][0]["qualifiers"] = []
    assert read(empty).prior == 0
    assert item({**empty, "claims": []}, LANGUAGES, KINDS) is None


@pytest.mark.parametrize(
    "change",
    [{"missing": ""}, {"type": "property", "id": "P31"}, {"type": "lexeme", "id": "L7"}, {"id": "Q0"}, {"id": ""}],
)
def test_what_is_deleted_or_no_item_is_none(change: dict[str, Any]) -> None:
    assert item(record(QID) | change, LANGUAGES, KINDS) is None


def test_mere_redirects_are_no_items_but_tell_where_they_lead() -> None:
    leading = {"entity": QID, "redirect": A}
    assert item(leading, LANGUAGES, KINDS) is None
    assert redirected(msgspec.convert(leading, Record)) == (QID, A)
    assert redirected(msgspec.convert(record(QID), Record)) is None


def test_record_that_a_redirect_was_followed_to_is_the_item() -> None:
    assert read(record(A, redirects={"from": QID, "to": A})).qid == A


def test_record_of_another_shape_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError):
        item(record(QID, labels="Ostrava"), LANGUAGES, KINDS)
    with pytest.raises(msgspec.ValidationError):
        item(record(QID, claims={"P31": [snak("P31", of_item(CITY))]}), LANGUAGES, KINDS)


def test_real_records_are_read() -> None:
    with gzip.open(shared("wikidata", "agencies.jsonl.gz")) as file:
        rows = [json.loads(row) for row in file]
    found = {row["id"]: item(row, ("en", "uk", "nb", "pl"), shipped()) for row in rows}
    read_ones = [one for one in found.values() if one]
    assert len(read_ones) > 230
    assert {one.kind for one in read_ones} == {"ORG"}
    bank = found["Q7164"]
    assert bank is not None
    assert bank.names["uk"] == ("Світовий банк",)
    assert bank.country == "Q30"
    assert bank.website == "https://www.worldbank.org/"
