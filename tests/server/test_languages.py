"""Pages in each language: who asks for which, what is kept, what caches may mix, and what the catalogues must hold."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from flask.testing import FlaskClient

from claimgraph.server.languages import languages
from claimgraph.server.words import entries
from tools.translations import CATALOGUES, refreshed, template

ROOT = Path(__file__).parent.parent.parent
HTML = {"Accept": "text/html"}
TRANSLATED = tuple(code for code in languages() if code != "en")
HOLDER = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"<[^>]+>")
SAID = {"en": "Who claims what", "uk": "Хто що твердить", "nb": "Hvem påstår hva", "pl": "Kto co twierdzi"}


@lru_cache(maxsize=1)
def template_once() -> Catalog:
    return template()


def page(client: FlaskClient, path: str, **headers: str) -> str:
    reply = client.get(path, headers={"Accept": "text/html", **headers})
    assert reply.status_code == 200, path
    return reply.text


def heading(text: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("code", SAID)
def test_the_address_asks_for_a_language(client: FlaskClient, code: str) -> None:
    text = page(client, f"/?lang={code}", **{"Accept-Language": "de"})
    assert heading(text) == SAID[code]
    assert f'<html lang="{code}"' in text


@pytest.mark.parametrize(
    ("wish", "code"),
    [("uk-UA,uk;q=0.9,en;q=0.5", "uk"), ("nn-NO, pl;q=0.8", "nb"), ("no", "nb"), ("de, pl;q=0.4", "pl"), ("de", "en"),
     ("uk;q=0, pl;q=0.1", "pl"), ("", "en"), (";;,=q", "en")],
)  # fmt: skip
def test_else_the_browser_is_heard(client: FlaskClient, wish: str, code: str) -> None:
    assert heading(page(client, "/", **{"Accept-Language": wish})) == SAID[code]
    assert heading(page(client, "/?lang=xx", **{"Accept-Language": wish})) == SAID[code]


def test_links_and_forms_keep_the_language_that_the_address_asks_for(client: FlaskClient) -> None:
    text = page(client, "/claims?lang=uk&contested=true")
    local = [link for link in re.findall(r'<a\b[^>]*\shref="(/[^"]*)"', text) if not link.startswith("/static/")]
    files = [link for link in local if re.search(r"\.(csv|json|ttl)(\?|$)", link)]
    assert files
    assert not [link for link in files if "lang=" in link]
    assert all(len(re.findall(r"[?;&]lang=\w\w", link)) == 1 for link in local if link not in files)
    assert '<input type="hidden" name="lang" value="uk">' in text
    assert "contested=true&amp;lang=pl" in text  # the switch keeps the state of the page
    unasked = page(client, "/claims", **{"Accept-Language": "uk"})
    assert not re.search(r"[?;&]lang=", re.sub(r'<nav[^>]*class="languages".*?</nav>', "", unasked, flags=re.DOTALL))


def test_caches_never_mix_languages(client: FlaskClient) -> None:
    english = client.get("/claims", headers={**HTML, "Accept-Language": "en"})
    polish = client.get("/claims", headers={**HTML, "Accept-Language": "pl"})
    assert "accept-language" in polish.vary.as_set()
    assert english.headers["ETag"] != polish.headers["ETag"]
    asked = {**HTML, "Accept-Language": "pl", "If-None-Match": english.headers["ETag"]}
    assert client.get("/claims", headers=asked).status_code == 200
    unchanged = client.get("/claims", headers={**asked, "If-None-Match": polish.headers["ETag"]})
    assert unchanged.status_code == 304
    assert "accept-language" in unchanged.vary.as_set()


@pytest.mark.parametrize("path", ["/claims.json", "/claims.csv", "/overview.json", "/network.json", "/timeline.svg"])
def test_files_for_programs_are_the_same_in_every_language(client: FlaskClient, path: str) -> None:
    english, polish = (client.get(path, headers={"Accept-Language": code}) for code in ("en", "pl"))
    assert english.status_code == 200
    assert english.data == polish.data == client.get(f"{path}?lang=uk").data
    assert english.headers["ETag"] == polish.headers["ETag"]
    assert "accept-language" not in polish.vary.as_set()


def test_the_catalogues_hold_every_message_and_no_other() -> None:
    found = template_once()
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/messages.po")):
        assert path.read_bytes() == refreshed(path, found), f"run make translations: {path}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_with_its_values_and_tags(code: str) -> None:
    catalog = entries(code)
    assert not catalog.fuzzy
    for message in catalog:
        originals, forms = (
            [part] if isinstance(part, str) else list(part or ()) for part in (message.id, message.string)
        )  # fmt: skip
        if not originals[0]:
            continue
        assert len(forms) == (catalog.num_plurals if len(originals) > 1 else 1), originals
        assert all(forms), f"no translation to {code}: {originals[0]}"
        assert not message.fuzzy, originals
        for form in forms:
            assert set(HOLDER.findall(form)) in [set(HOLDER.findall(original)) for original in originals], form
            assert sorted(TAG.findall(form)) == sorted(TAG.findall(originals[-1])), form
            assert "%" not in HOLDER.sub("", form), form


def test_no_message_of_a_script_is_overlooked() -> None:
    for path in sorted((ROOT / "server" / "static").glob("*.js")):
        found = [entry.id for entry in template_once() if f"server/static/{path.name}" in dict(entry.locations)]
        known = {text for message in found for text in ([message] if isinstance(message, str) else message)}
        for call in re.finditer(r'(?<![\w.])(?:_|ngettext)\("((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8")):
            assert call[1] in known, f"{path.name}: the reader of scripts misses {call[0]}, take it out of the template"


def test_templates_trust_no_text_but_their_own() -> None:
    for path in sorted((ROOT / "server" / "templates").iterdir()):
        for call in re.finditer(r"\b(?:_|ngettext|pgettext)\((?!['\"])", path.read_text(encoding="utf-8")):
            pytest.fail(f"{path.name}: a message must be constant, else use the filter `translated`: {call[0]}")


@pytest.mark.parametrize(
    ("code", "expected"),
    [("uk", ["1 твердження", "3 твердження", "5 тверджень", "21 твердження", "112 тверджень"]),
     ("pl", ["1 twierdzenie", "3 twierdzenia", "5 twierdzeń", "21 twierdzeń", "112 twierdzeń"]),
     ("nb", ["1 påstand", "3 påstander", "5 påstander", "21 påstander", "112 påstander"])],
)  # fmt: skip
def test_numbers_choose_the_plural_form(client: FlaskClient, code: str, expected: list[str]) -> None:
    from claimgraph.server.words import ngettext

    with client.application.test_request_context(f"/?lang={code}"):
        assert [ngettext("%(num)s claim", "%(num)s claims", n) for n in (1, 3, 5, 21, 112)] == expected


def test_whole_numbers_are_grouped_as_the_language_does(client: FlaskClient) -> None:
    from claimgraph.server.words import number

    written = {}
    for code in languages():
        with client.application.test_request_context(f"/?lang={code}"):
            written[code] = number(1234567)
    assert written == {"en": "1,234,567", "nb": "1\xa0234\xa0567", "pl": "1\xa0234\xa0567", "uk": "1\xa0234\xa0567"}


def test_names_stand_in_the_order_of_the_alphabet(client: FlaskClient) -> None:
    from claimgraph.server.collation import sort_key

    expected = {
        "en": ["Ådne", "Ärla", "Æsa", "Łódź", "Lunden", "Ósk", "Øyer", "Zorn", "Євген", "Жанна"],
        "nb": ["Łódź", "Lunden", "Ósk", "Zorn", "Ärla", "Æsa", "Øyer", "Ådne"],
        "pl": ["Ådne", "Lunden", "Łódź", "Oslo", "Ósk", "Zorn", "Żary"],
        "uk": ["Галич", "Ґанок", "Євген", "Жанна", "Іван", "Їжак", "Йосип", "Яна", "Adam"],
    }
    for code, names in expected.items():
        with client.application.test_request_context(f"/?lang={code}"):
            mixed = names[::-1]
            assert sorted(mixed, key=sort_key) == names, code


@pytest.mark.parametrize(
    ("code", "day", "month"),
    [("en", "2031-05-24", "2031-05"), ("nb", "24. mai 2031", "mai 2031"), ("pl", "24 maj 2031", "maj 2031"),
     ("uk", "24 трав. 2031\u202fр.", "трав. 2031\u202fр.")],
)  # fmt: skip
def test_dates_are_written_as_the_language_does(client: FlaskClient, code: str, day: str, month: str) -> None:
    from claimgraph.server.dates import written_date

    with client.application.test_request_context(f"/?lang={code}"):
        found = [written_date(text) for text in ("2031-05-24", "2031-05", "2031", "unknown", "2031-99", "")]
    assert found == [day, month, "2031", "unknown", "2031-99", ""]


def test_a_page_keeps_the_original_of_a_date(client: FlaskClient) -> None:
    text = page(client, "/timeline?basis=any&lang=uk")
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\d">\d+ \w+', text)
    assert "<time" not in page(client, "/timeline?basis=any&lang=en")


def test_entities_have_their_names_in_the_language(client: FlaskClient) -> None:
    assert heading(page(client, "/id/entity/asa-berg?lang=uk")) == "Оса Берг"
    assert heading(page(client, "/id/entity/asa-berg?lang=pl")) == "Åsa Berg"  # no name in this language
    assert ">Оса Берг</a>" in page(client, "/?lang=uk")
    assert "Оса Берг" in page(client, "/network?lang=uk")


def test_what_values_hold_is_escaped_in_every_language(client: FlaskClient) -> None:
    evil = "<script>alert(1)</script>"
    for code in languages():
        text = page(client, f"/search?lang={code}&q=zzz{evil}")
        assert evil not in text
        assert "zzz&lt;script&gt;" in text


def test_scripts_get_their_words(client: FlaskClient) -> None:
    for code in languages():
        reply = client.get(f"/words/{code}.json")
        assert reply.status_code == 200
        assert reply.is_json
    assert client.get("/words/xx.json").status_code == 404
