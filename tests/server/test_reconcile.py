"""The reconciliation service over the graph of the sample store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from claimgraph.server.app import close_app, create_app
from claimgraph.server.options import ServerOptions
from tests.server.conftest import wait_until
from tests.server.reconciling import ask, extend, valid
from tests.server.sample import MINT, publish_sample


def best(client: FlaskClient, **query: Any) -> dict[str, Any]:
    """Return the first candidate for a query."""
    return ask(client, only=query)["only"][0]


def get(client: FlaskClient, address: str, schema: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return valid(response.json, schema)


def test_manifest_says_what_the_service_offers(client: FlaskClient) -> None:
    manifest = get(client, "/reconcile", "manifest")
    assert manifest["identifierSpace"] + "asa-berg" == MINT.entity("asa-berg").value
    assert [one["id"] for one in manifest["defaultTypes"]] == ["Person", "Organization", "Place", "Event"]
    assert get(client, "/reconcile/", "manifest") == manifest
    assert client.head("/reconcile").status_code == 200


def test_every_address_of_the_manifest_answers(client: FlaskClient) -> None:
    manifest = get(client, "/reconcile", "manifest")
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        assert client.get(template.replace("{{id}}", "asa-berg")).status_code == 200
    for kind, word in (("entity", "asa-berg"), ("type", "Person"), ("property", "country")):
        service = manifest["suggest"][kind]
        flyout = service["flyout_service_url"] + service["flyout_service_path"].replace("${id}", word)
        assert get(client, flyout, "flyout")["id"] == word
        found = get(
            client, f"{service['service_url']}{service['service_path']}?prefix={word}", f"suggest{kind.title()}"
        )
        assert word in [one["id"] for one in found["result"]]
    service = manifest["extend"]["propose_properties"]
    assert client.get(service["service_url"] + service["service_path"] + "?type=Place").status_code == 200
    for page in ("documentation", "logo"):
        with client.get(manifest[page]) as response:
            assert response.status_code == 200


@pytest.mark.parametrize("name", ["Åsa Berg", "asa berg", "Оса Берг", "  Åsa \n Berg ", "Aasa Berg"])
def test_spellings_of_a_name_find_one_person(client: FlaskClient, name: str) -> None:
    assert best(client, query=name)["id"] == "asa-berg"


def test_exact_full_name_is_a_certain_match(client: FlaskClient) -> None:
    found = best(client, query="Åsa Berg")
    assert found["match"] is True
    assert found["score"] == 100
    assert found["type"] == [{"id": "Person", "name": "person"}]
    assert found["description"] == "person, named 2 times"
    assert {"id": "mentions", "value": 2} in found["features"]


def test_case_form_is_found_but_never_certain(client: FlaskClient) -> None:
    found = best(client, query="Лундені")
    assert (found["id"], found["match"]) == ("lunden", False)
    assert found["score"] < 97


def test_surname_alone_is_no_certain_match(client: FlaskClient) -> None:
    found = best(client, query="Berg")
    assert (found["id"], found["match"]) == ("asa-berg", False)
    agreed = best(client, query="Berg", properties=[{"pid": "name-uk", "v": "Оса Берг"}])
    assert agreed["match"] is True


def test_misspelt_name_is_found_but_not_certain(client: FlaskClient) -> None:
    found = best(client, query="Sudlend")
    assert (found["id"], found["match"]) == ("sudland", False)
    assert found["score"] <= 90


def test_unknown_name_has_no_candidates(client: FlaskClient) -> None:
    assert ask(client, a={"query": "Zzyzx"}, b={"query": "…"}, c={"query": "x" * 5000}) == {"a": [], "b": [], "c": []}


def test_types_restrict_unless_they_only_should(client: FlaskClient) -> None:
    found = ask(
        client,
        right={"query": "Lunden", "type": "Place"},
        one_of={"query": "Lunden", "type": ["Person", "Place"]},
        all_of={"query": "Lunden", "type": ["Person", "Place"], "type_strict": "all"},
        should={"query": "Lunden", "type": "Person", "type_strict": "should"},
        broader={"query": "Delta Pact", "type": "Actor"},
        unknown={"query": "Lunden", "type": "Q5"},
    )
    assert found["right"][0]["id"] == "lunden"
    assert found["right"][0]["match"]
    assert found["one_of"][0]["id"] == "lunden"
    assert found["all_of"] == []
    assert "lunden" in [one["id"] for one in found["should"]]
    assert not any(one["match"] for one in found["should"])
    assert found["broader"][0]["id"] == "delta-pact"
    assert found["unknown"] == []
    assert all(one["type"][0]["id"] == "Place" for one in found["right"])


@pytest.mark.parametrize(
    ("pid", "value", "agrees"),
    [
        ("country", "Norland", True),
        ("country", "norland", True),
        ("country", {"id": "no", "name": "Norland"}, True),
        ("country", ["Sudland", "Norland"], True),
        ("country", "Sudland", False),
        ("coordinates", "59.51, 10.2", True),
        ("coordinates", "10.25,59.5", False),
        ("coordinates", "nowhere", False),
        ("latitude", 59.5, True),
        ("mentions", "3.0", True),
        ("mentions", "three", False),
        ("latitude", True, False),
        ("name-uk", "Лунден", True),
    ],
)
def test_properties_confirm_or_contradict(client: FlaskClient, pid: str, value: Any, agrees: bool) -> None:
    candidates = ask(client, a={"query": "Lunden", "properties": [{"pid": pid, "v": value}]})["a"]
    found = next(one for one in candidates if one["id"] == "lunden")
    assert found["match"] is agrees
    assert sum(one["match"] for one in candidates) == agrees
    (feature,) = [one for one in found["features"] if one["id"] == f"property-{pid}"]
    assert (feature["value"] > 0.9) is agrees


def test_property_that_an_entity_lacks_changes_nothing(client: FlaskClient) -> None:
    plain = best(client, query="Lunden")
    assert best(client, query="Lunden", properties=[{"pid": "height", "v": "9"}]) == plain
    assert best(client, query="Lunden", properties=[{"pid": "country", "v": ""}]) == plain


@pytest.mark.parametrize("text", ["delta-pact", "Q318693", "http://www.wikidata.org/entity/Q318693"])
def test_identifier_in_place_of_a_name(client: FlaskClient, text: str) -> None:
    found = best(client, query=text)
    assert (found["id"], found["match"]) == ("delta-pact", True)


def test_iri_in_place_of_a_name(client: FlaskClient) -> None:
    assert best(client, query=MINT.entity("asa-berg").value)["match"] is True


def test_query_of_properties_alone(client: FlaskClient) -> None:
    found = best(client, properties=[{"pid": "wikidata", "v": "Q318693"}])
    assert (found["id"], found["match"]) == ("delta-pact", True)
    assert best(client, properties=[{"pid": "name-uk", "v": "Лунден"}])["id"] == "lunden"
    assert ask(client, a={"properties": [{"pid": "country", "v": "Norland"}]}) == {"a": []}


def test_limit(client: FlaskClient) -> None:
    found = ask(client, few={"query": "Lunden", "limit": 1}, many={"query": "Lunden", "limit": 999})
    assert [one["id"] for one in found["few"]] == ["lunden"]
    assert {"lunden", "lunden-post"} <= {one["id"] for one in found["many"]}


def test_batch_by_address_and_as_json(client: FlaskClient) -> None:
    queries = {"q0": {"query": "Lunden"}}
    text = json.dumps(queries)
    expected = client.post("/reconcile", data={"queries": text}).json
    assert client.get(f"/reconcile?queries={quote(text)}").json == expected
    assert client.post("/reconcile", json={"queries": queries}).json == expected
    assert client.post("/reconcile", json={"queries": text}).json == expected


@pytest.mark.parametrize("query", ["Lunden", '{"query": "Lunden"}', '{"query": "Lunden", "type": ["Place"]}'])
def test_single_query(client: FlaskClient, query: str) -> None:
    for response in (
        client.get(f"/reconcile?query={quote(query)}"),
        client.post("/reconcile", data={"query": query}),
        client.post("/reconcile", json={"query": query}),
    ):
        assert valid(response.json, "result")["result"][0]["id"] == "lunden"


def test_suggest_completes_names_in_any_script(client: FlaskClient) -> None:
    def ids(prefix: str, more: str = "") -> list[str]:
        found = get(client, f"/reconcile/suggest/entity?prefix={quote(prefix)}{more}", "suggestEntity")
        return [one["id"] for one in found["result"]]

    assert ids("Lun")[:1] == ["lunden"]
    assert ids("post") == ["lunden-post"]
    assert ids("Лун")[:1] == ["lunden"]
    assert ids("Оса Б") == ["asa-berg"]
    assert ids("no") == ["no", "nordwire"]
    assert ids("Q20") == ["no"]
    assert ids("lun", "&cursor=1") == ids("lun")[1:]
    assert ids("") == ids("zzz") == ids("...") == ids("lun", "&cursor=999999") == []


def test_suggest_properties_and_types(client: FlaskClient) -> None:
    found = get(client, "/reconcile/suggest/property?prefix=name", "suggestProperty")
    assert [one["id"] for one in found["result"]] == ["name-en", "name-uk"]
    found = get(client, "/reconcile/suggest/type?prefix=per", "suggestType")
    assert [one["id"] for one in found["result"]] == ["Person"]
    assert found["result"][0]["broader"][0]["id"] == "Actor"


def test_properties_proposed_for_a_type(client: FlaskClient) -> None:
    place = get(client, "/reconcile/properties?type=Place", "propertyProposal")
    person = get(client, "/reconcile/properties?type=Person&limit=2", "propertyProposal")
    assert "coordinates" in [one["id"] for one in place["properties"]]
    assert "coordinates" not in [one["id"] for one in person["properties"]]
    assert (person["type"], person["limit"], len(person["properties"])) == ("Person", 2, 2)
    assert len(get(client, "/reconcile/properties", "propertyProposal")["properties"]) > 10


def test_extension_returns_values(client: FlaskClient) -> None:
    wanted = (
        "country",
        "coordinates",
        "latitude",
        "name-uk",
        "name-en",
        "mentions",
        "claims-about",
        "type",
        "wikidata",
    )
    found = extend(client, ["lunden", "asa-berg", "nobody"], *wanted)
    assert [one["id"] for one in found["meta"]] == list(wanted)
    assert found["rows"]["lunden"] == {
        "country": [{"id": "no", "name": "Norland"}],
        "coordinates": [{"str": "59.5,10.25"}],
        "latitude": [{"float": 59.5}],
        "name-uk": [{"str": "Лунден"}],
        "name-en": [{"str": "Lunden"}],
        "mentions": [{"int": 3}],
        "claims-about": [{"int": 2}],
        "type": [{"str": "place"}],
        "wikidata": [],
    }
    assert found["rows"]["asa-berg"]["name-en"] == [{"str": "Åsa Berg"}, {"str": "Berg"}]
    assert set(found["rows"]["nobody"]) == set(wanted)
    assert not any(found["rows"]["nobody"].values())


def test_extension_counts_claims(client: FlaskClient) -> None:
    found = extend(client, ["asa-berg", "delta-pact", "sudland"], "claims-said")
    assert [found["rows"][key]["claims-said"] for key in ("asa-berg", "delta-pact", "sudland")] == [
        [{"int": 2}], [{"int": 1}], [{"int": 0}]
    ]  # fmt: skip


def test_extension_link_is_a_word_where_no_service_knows_the_item(client: FlaskClient) -> None:
    found = extend(client, ["delta-pact"], "wikidata")
    assert found["rows"]["delta-pact"]["wikidata"] == [{"str": "Q318693"}]
    assert "service" not in found["meta"][0]


@pytest.mark.parametrize(
    ("limit", "expected"), [(1, 1), ("1", 1), (0, 2), ("", 2), ("x", 2), (-1, 2), (None, 2), (9, 2)]
)
def test_extension_setting_limits_values(client: FlaskClient, limit: Any, expected: int) -> None:
    found = extend(client, ["asa-berg"], {"id": "name-en", "settings": {"limit": limit}})
    assert len(found["rows"]["asa-berg"]["name-en"]) == expected


def test_extension_by_address_and_as_json(client: FlaskClient) -> None:
    query = {"ids": ["lunden"], "properties": [{"id": "country"}]}
    expected = extend(client, ["lunden"], "country")
    assert client.get(f"/reconcile?extend={quote(json.dumps(query))}").json == expected
    assert client.post("/reconcile", json={"extend": query}).json == expected


@pytest.mark.parametrize(
    ("address", "method"),
    [
        ("/reconcile", "POST"),
        ("/reconcile/suggest/entity", "GET"),
        ("/reconcile/preview", "GET"),
        ("/reconcile/properties", "GET"),
    ],
)
def test_pages_of_other_sites_may_ask(client: FlaskClient, address: str, method: str) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    for response in (
        client.get(address, headers=origin),
        client.post("/reconcile", data={"queries": "["}, headers=origin),
    ):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options(address, headers={**origin, "Access-Control-Request-Method": method})
    assert asked.status_code == 204
    assert method in asked.headers["Access-Control-Allow-Methods"]
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]


def test_new_release_is_taken_up(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    app = create_app(tmp_path, ServerOptions(poll=0.05))
    try:
        client = app.test_client()
        assert best(client, query="Åsa Berg")["description"] == "person, named 2 times"
        publish_sample(tmp_path, extra=True)
        wait_until(lambda: best(client, query="Åsa Berg")["description"] == "person, named 3 times")
    finally:
        close_app(app)


def test_without_an_index_there_is_no_second_service(client: FlaskClient) -> None:
    assert client.get("/reconcile/wikidata").status_code == 404
