"""What the project's parsers must never do, whatever they are given: one function for each, which fails on a fault.

The store's own parser judges the first look at a query: `parses` reads a text without running it.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
import tomllib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from werkzeug.exceptions import BadRequest

from claimgraph.answers import prefixes
from claimgraph.errors import QueryRefused
from claimgraph.lang import codes
from claimgraph.search.wish import read
from claimgraph.server.bridge import speaker
from claimgraph.server.columns import name_columns
from claimgraph.server.compression import CODERS, choose_coding
from claimgraph.server.formats import GRAPHS, HTML, RESULTS, choose, parse_accept, quality
from claimgraph.server.guard import MalformedQuery, inspect, inspect_update
from claimgraph.server.operations.configuration import ConfigurationError, Sources
from claimgraph.server.parameters import iri, read_fields
from claimgraph.server.search_service import put_in, take_out
from claimgraph.server.tokens import TokenError, read_tokens
from claimgraph.server.using import use

WORDS = Path(__file__).with_name("fuzz_words.toml")
NOBODY: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = {
    ox.Variable("nobodyHasThisName"): ox.Literal(0)
}
"""The store takes values only for variables that the query selects: it looks after parsing, and before running."""
NOTHING = "CLEAR GRAPH <urn:nothing> ;\n"
"""An update that fails before what follows is carried out, but after all of it is read."""
BASE = "http://127.0.0.1:1/"


def parses(query: str) -> bool:
    """Tell whether a query is one, without running it."""
    try:
        ox.Store().query(query, base_iri=BASE, prefixes=dict(prefixes()), substitutions=NOBODY)
    except SyntaxError:
        return False
    except RuntimeError as error:
        return "SELECT projection" in str(error)
    return True


def parses_update(update: str) -> bool:
    """Tell whether an update is one, without carrying it out."""
    try:
        ox.Store().update(NOTHING + update, base_iri=BASE, prefixes=dict(prefixes()))
    except SyntaxError:
        return False
    except RuntimeError as error:
        return "does not exist" in str(error)
    return True


def without(word: str, text: str) -> str:
    """Return a text with another word in place of a keyword: names stay names that go together."""
    third = {"r": "q", "R": "Q", "a": "q", "A": "Q", "i": "q", "I": "Q", "t": "q", "T": "Q"}
    return re.sub(word, lambda found: found[0][:2] + third[found[0][2]] + found[0][3:], text, flags=re.IGNORECASE)


def guard(text: str) -> None:
    """A query with SERVICE is refused, one without it isn't; names, texts, IRIs and comments may hold the word."""
    for whole in (
        text,
        f"SELECT * {{{text}}}",
        f"SELECT * {{{text}SERVICE<{BASE}>{{}}}}",
        f"ASK {{{text}\n}} #service",
    ):
        judge(whole)


def judge(text: str) -> None:
    """Compare the first look at a query with what the store's parser reads."""
    refused = refusal(inspect, text)
    if not parses(text):
        return
    asks = not parses(without("service", text))
    assert refused or not asks, "a query with SERVICE was let through"
    assert asks or not refused or is_wary(text, refused), f"a harmless query was refused: {refused}"


def update(text: str) -> None:
    """An update with SERVICE or LOAD is refused, one without them isn't."""
    refused = refusal(inspect_update, text)
    if not parses_update(text):
        return
    asks = not (parses_update(without("service", text)) and parses_update(without("load", text)))
    assert refused or not asks, "an update with SERVICE or LOAD was let through"
    assert asks or not refused or is_wary(text, refused), f"a harmless update was refused: {refused}"


def refusal(look: Callable[[str], object], text: str) -> str:
    """Return why a text is refused, nothing where it isn't."""
    try:
        look(text)
    except QueryRefused as error:
        return str(error)
    return ""


def is_wary(text: str, refused: str) -> bool:
    """Tell whether a refusal is one that is meant: too deep, or an IRI that may be a comparison and a comment."""
    return "nested" in refused or re.search(r"<[^<>]*(?:service|load)[^<>]*#[^<>]*>", text, re.IGNORECASE) is not None


def dataset(text: str) -> None:
    """A dataset of the request makes no update malformed, and is refused only where the update names its own."""
    try:
        named = use(text, ["urn:a"], ["urn:b"])
    except MalformedQuery:
        own = not (parses_update(without("using", text)) and parses_update(without("with", text)))
        assert own or not parses_update(text), "an update without a dataset of its own was refused"
    except QueryRefused:
        assert not parses_update(text), "brackets that have an end were taken for endless"
    else:
        assert parses_update(named) or not parses_update(text), f"made malformed: {named}"


def columns(text: str) -> None:
    """A star that is written out leaves the columns as they are."""
    if refusal(inspect, text) or not parses(text):
        return
    before = ox.Store().query(text, base_iri=BASE, prefixes=dict(prefixes()))
    after = ox.Store().query(name_columns(text, BASE, prefixes()), base_iri=BASE, prefixes=dict(prefixes()))
    if isinstance(before, ox.QuerySolutions):
        assert isinstance(after, ox.QuerySolutions)
        assert set(before.variables) == set(after.variables), "other columns than those of the star"


def search_service(text: str) -> None:
    """A search in a query is taken out and its hits put in, or refused; nothing else becomes malformed."""
    with suppress(QueryRefused):
        rest, searches = take_out(text, prefixes())
        inspect(rest)
        empty = type("Empty", (), {"total": 0, "hits": ()})()
        filled = put_in(rest, searches, {}, lambda question: empty)
        assert searches or filled == text, "a query without a search was changed"


def accept(text: str) -> None:
    """What is chosen is wanted; what isn't chosen has nothing better to offer."""
    offered = (*RESULTS, *GRAPHS, HTML)
    found, ranges = choose(text, offered), parse_accept(text)
    best = max(quality(one.media, ranges or [("*", "*", 1.0)]) for one in offered)
    if found is None:
        assert best == 0.0, "nothing was chosen, where something was wanted"
    else:
        names = (found.media, *found.aliases)
        assert max(quality(name, ranges or [("*", "*", 1.0)]) for name in names) >= best > -1, "not the best"


def coding(text: str) -> None:
    """A coding that is chosen is named, or any is welcome, and none that is refused is taken."""
    found = choose_coding(text)
    assert found is None or (found in CODERS and (found in text.lower() or "*" in text)), found


def fields(text: str) -> None:
    """Parameters are read or refused with 400, and IRIs in them are IRIs to the store."""
    with suppress(BadRequest):
        for name, value in read_fields(text, "the address"):
            ox.NamedNode(iri(value, name))


def proxies(text: str) -> None:
    """The address of a client is one of those told, or that of the connection."""
    scope = {"headers": [(b"x-forwarded-for", text.encode("latin-1", "replace"))], "client": ("own", 1)}
    for hops in range(3):
        found = speaker(scope, hops)
        assert found == "own" or found in text.encode("latin-1", "replace").decode("latin-1")


def wish(text: str) -> None:
    """Whatever somebody looks for is an expression that FTS5 can read, or is refused."""
    with suppress(QueryRefused):
        wanted = read(text)
        index().execute("SELECT 1 FROM found WHERE found MATCH ?", [wanted.expression(codes()[:3])]).fetchall()
        wanted.fits(text, codes()[:3])


@cache
def index() -> sqlite3.Connection:
    """Return an empty index of the columns that a search has."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(forms, sounds, stems)")
    return connection


def settings(text: str) -> None:
    """A file of settings is read, or its mistake is told as one of the configuration."""
    with suppress(ConfigurationError):
        Sources(written(text), {}, {}).read()
    told = dict(line.partition("=")[::2] for line in text.splitlines())
    with suppress(ConfigurationError):
        Sources(None, {f"CLAIMGRAPH_{name.strip().upper()}": value for name, value in told.items()}, {}).read()


def tokens(text: str) -> None:
    """A file of tokens is read, or told to be damaged; every token of it can be asked what it allows."""
    for content in (text, f'{{"tokens": [{text}]}}'):
        with suppress(TokenError):
            for token in read_tokens(written(content)):
                token.is_over(datetime.now(UTC))
                token.allows("admin")
                assert re.fullmatch("[0-9a-f]{64}", token.sha256)


@cache
def scratch() -> tempfile.TemporaryDirectory[str]:
    """Return a folder that goes when the program ends."""
    return tempfile.TemporaryDirectory()


def written(text: str) -> Path:
    """Write a file and return it."""
    path = Path(scratch().name) / "file"
    path.write_bytes(text.encode("utf-8", "replace"))
    return path


class Target(NamedTuple):
    """A function that tries a text, and the words that its texts are made of besides any letters."""

    tried: Callable[[str], None]
    words: tuple[str, ...]

    def text(self, data: bytes) -> str:
        """Return the text that some bytes stand for: after an odd byte each one is a word, else they are UTF-8."""
        if data and data[0] % 2 and self.words:
            return "".join(self.words[byte % len(self.words)] for byte in data[1:])
        return data[1:].decode("utf-8", errors="replace")


def targets() -> dict[str, Target]:
    """Return all targets by name."""
    words = {name: tuple(found) for name, found in tomllib.loads(WORDS.read_text(encoding="utf-8")).items()}
    tried = (
        guard, update, dataset, columns, search_service, accept, coding, fields, proxies, wish, settings, tokens,
    )  # fmt: skip
    return {one.__name__: Target(one, words[one.__name__]) for one in tried}
