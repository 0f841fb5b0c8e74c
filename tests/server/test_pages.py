from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from claimgraph.ontology import terms as CG
from tests.server.conftest import wait_until
from tests.server.sample import DOCUMENTS, ENGLISH, EVIL, MINT, UKRAINIAN

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
ENGLISH_DOC = f"/id/doc/{DOCUMENTS['en']}"
WORDS = "at least 12 people were killed in Lunden"
CLAIM = f"{ENGLISH_DOC}/claim/{ENGLISH.index(WORDS)}-{ENGLISH.index(WORDS) + len(WORDS)}"
PAGES = (
    "/", "/queries/", "/sparql", "/ns", "/network", "/map", "/timeline?basis=any", "/compare",
    "/search?q=lund", "/claims", "/nowhere", ENGLISH_DOC, CLAIM,
    f"/id/doc/{DOCUMENTS['uk']}", "/id/entity/asa-berg", "/id/entity/evil", "/id/entity/no", "/id/source/nordwire",
    f"{ENGLISH_DOC}/span/35-43",
)  # fmt: skip


class Page(HTMLParser):
    """What a test wants to know of a page: its text, links, marked words and what it would run or fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        """What a browser asks for without being told to; it leaves alternates alone."""
        self.inline_scripts = 0
        self.handlers: list[str] = []
        self.marked: dict[str, str] = {}
        self.text = ""
        self._open: list[set[str]] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.handlers += [name for name in named if name.startswith("on")]
        if tag == "a":
            self.links.append(named.get("href") or "")
        if tag in ("script", "link", "img", "iframe") and named.get("rel") != "alternate":
            self.fetched.append(named.get("src") or named.get("href") or "")
        self._script = tag == "script"
        if tag == "mark":
            self._open.append(set((named.get("class") or "").split()))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.inline_scripts += 1
        self.text += data
        for layers in self._open:
            for layer in layers:
                self.marked[layer] = self.marked.get(layer, "") + data + "|"


def visit(client: FlaskClient, path: str) -> Page:
    response = client.get(path, headers=BROWSER, follow_redirects=True)
    assert response.content_type == "text/html; charset=utf-8", path
    return Page(response.text)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_runs_or_fetches_anything_foreign(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    page = Page(response.text)
    assert page.inline_scripts == 0
    assert page.handlers == []
    assert all(source.startswith("/static/") for source in page.fetched)
    assert all(link.startswith(("/", "#", "http://", "https://")) for link in page.links)
    assert "<script>alert" not in response.text
    assert " style=" not in response.text


@pytest.mark.parametrize("path", PAGES)
def test_every_local_link_of_a_page_leads_somewhere(client: FlaskClient, path: str) -> None:
    for link in set(visit(client, path).links):
        if link.startswith("/"):
            assert client.get(link.partition("#")[0], headers=BROWSER, follow_redirects=True).status_code == 200, link


def test_claim_page_shows_who_said_what_where(client: FlaskClient) -> None:
    page = visit(client, CLAIM)
    for words in ("Åsa Berg", "Lunden Post", "Nordwire", "2031-05-03", "indirect speech", "neutral", "at least", "S4"):
        assert words in page.text
    assert page.marked["evidence"].replace("|", "") == "words of a claim" + WORDS
    assert "said|" in page.marked["cue"]
    assert "в Лундені загинули щонайменше 12 людей" in page.text
    assert "“will not send troops" in page.text


def test_document_page_keeps_every_character_of_the_text(client: FlaskClient) -> None:
    text = visit(client, ENGLISH_DOC).text
    for line in ENGLISH.split("\r\n"):
        unnumbered = re.sub(r"(?<=Lunden)1|(?<=”)2", "", text)
        assert line in unnumbered, line
    assert "boilerplate" in text


def test_document_page_marks_exactly_the_words_of_the_claims(client: FlaskClient) -> None:
    uk = visit(client, f"/id/doc/{DOCUMENTS['uk']}")
    marked = uk.marked["evidence"].replace("|", "").removeprefix("words of a claim")
    assert marked == "в Лундені загинули щонайменше 12 людей"
    assert marked in UKRAINIAN
    assert "/id/entity/lunden" in uk.links


def test_entity_page_shows_both_sides(client: FlaskClient) -> None:
    page = visit(client, "/id/entity/delta-pact")
    assert "http://www.wikidata.org/entity/Q318693" in page.links
    assert "exact name in the list" in page.text
    assert "has member" in page.text.lower()
    assert "Sudland" in page.text
    assert "will not send troops" in page.text
    person = visit(client, "/id/entity/asa-berg")
    assert "Оса Берг" in person.text
    assert "Minister" in person.text
    about = visit(client, "/id/entity/lunden")
    assert WORDS in about.text
    assert "POINT(10.25 59.5)" in about.text


def test_entity_page_tells_spellings_partners_and_history(client: FlaskClient) -> None:
    page = visit(client, "/id/entity/asa-berg")
    assert "Cyrillic names" in page.text
    assert "the name that the others are compared with" in page.text
    assert "Åsa Berg speaks about Lunden" in " ".join(page.text.split())
    assert any(link.startswith("/network/edge?") for link in page.links)
    assert "Nobody has merged, split, renamed or linked it by hand." in page.text


def test_hostile_label_is_text(client: FlaskClient) -> None:
    assert EVIL in visit(client, "/id/entity/evil").text
    assert EVIL in visit(client, "/search?q=%3Cscript").text


@pytest.mark.parametrize("suffix", ["ttl", "jsonld", "nt", "rdf"])
@pytest.mark.parametrize("path", [CLAIM, ENGLISH_DOC, "/id/entity/asa-berg"])
def test_identifiers_answer_programs_by_suffix(client: FlaskClient, path: str, suffix: str) -> None:
    response = client.get(f"{path}.{suffix}")
    form = ox.RdfFormat.from_extension(suffix)
    assert form is not None
    triples = list(ox.parse(response.data, form))
    subject = ox.NamedNode(MINT.base + path.removeprefix("/id/"))
    assert any(triple.subject == subject for triple in triples)


def test_identifiers_are_negotiated(client: FlaskClient) -> None:
    turtle = client.get(CLAIM)
    assert turtle.content_type == "text/turtle; charset=utf-8"
    found = {triple.predicate for triple in ox.parse(turtle.data, ox.RdfFormat.TURTLE)}
    assert {CG.evidence, CG.speaker, ox.NamedNode("http://www.w3.org/ns/oa#exact")} <= found
    linked = client.get(CLAIM, headers={"Accept": "application/ld+json"})
    assert linked.content_type == "application/ld+json"
    assert client.get(CLAIM, headers=BROWSER).content_type.startswith("text/html")
    assert client.get(CLAIM, headers={"Accept": "image/png"}).status_code == 406
    assert turtle.vary.as_set() == {"accept", "accept-encoding"}


@pytest.mark.parametrize(
    "path", ["/id/entity/nobody", "/id/", "/id/doc/x.ttl", "/id/%3E%20%7B%22", "/id/" + quote("<b>"), "/id/../health"]
)
def test_unknown_identifier_is_404(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 404
    assert "<b>" not in response.text.partition("<main")[2].replace("<b>\n", "")


def test_anything_else_shows_its_statements(client: FlaskClient) -> None:
    page = visit(client, f"{ENGLISH_DOC}/span/35-43")
    assert "oa:SpecificResource" in page.text
    assert "What leads here" in page.text


def test_start_page_counts(client: FlaskClient) -> None:
    text = " ".join(visit(client, "/").text.split())
    assert "2 news texts, read into 3 claims" in text
    assert re.search(r"en\s*1", text)
    assert re.search(r"Åsa Berg\s*2\s*2", text)
    assert "Вісник" in text


def test_search_finds_names_in_any_script(client: FlaskClient) -> None:
    assert "/id/entity/asa-berg" in visit(client, "/search?q=берг").links
    assert "No name contains" in visit(client, "/search?q=zzz").text


def test_vocabulary(client: FlaskClient) -> None:
    assert 'id="cueStance"' in client.get("/ns", headers=BROWSER).text
    for response in (client.get("/ns"), client.get("/ns.ttl")):
        subjects = {triple.subject for triple in ox.parse(response.data, ox.RdfFormat.TURTLE)}
        assert CG.Claim in subjects


def test_health(client: FlaskClient) -> None:
    def state() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(client.get("/health").data)
        return found

    wait_until(lambda: state()["workers"]["network_filter"] in (True, False))  # a worker has said hello
    assert (state()["status"], state()["release"]) == ("ok", "000001")
