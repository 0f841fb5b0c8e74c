"""A first look at a query, without parsing it: what must be refused before any worker sees it.

The tokenizer skips strings, IRIs and comments as the store's own parser does. It errs towards refusing;
the system-call filter of the workers is the second line, where the platform has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import Literal

from claimgraph.errors import QueryRefused

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "unknown"]

MAX_DEPTH = 100
# Long texts are looked at one after the other, so that they share the interpreter with short ones as one thread.
LONG, ONE_LONG = 10_000, Lock()
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}

# Each alternative takes a run as far as it goes, so that no text is read more than twice.
IRI = r"""<[^<>"{}|^`\x00-\x20]*+>"""
STRING = r"""
    '''(?:'{0,2}(?:[^'\\]|\\.))*+''' | \"""(?:"{0,2}(?:[^"\\]|\\.))*+\"""
    | (?!''')'(?:[^'\\\n\r]|\\.)*+' | (?!\""")"(?:[^"\\\n\r]|\\.)*+" """
BROKEN = r"""
    '''(?:'{0,2}(?:[^'\\]|\\.))*+ | \"""(?:"{0,2}(?:[^"\\]|\\.))*+
    | '(?:[^'\\\n\r]|\\.)*+ | "(?:[^"\\\n\r]|\\.)*+ """
JOINED = "\u00b7\u0300-\u036f\u203f\u2040"  # within names, as the store's grammar has it, besides letters and digits
COMMENT, RUN = r"\#[^\n\r]*+", r"[\w.-]++"
SIGIL, NAME = rf"[?$@][\w{JOINED}-]*+", rf"[\w.-]*+:[\w{JOINED}.:%\\-]*+"
OPENING, CLOSING = "{([", "})]"
TOKEN = re.compile(
    rf"""
      (?P<iri> {IRI} ) | (?P<string> {STRING} ) | (?P<broken> {BROKEN} ) | (?P<comment> {COMMENT} )
    | (?P<sigil> {SIGIL} ) | (?P<name> {NAME} ) | (?P<run> {RUN} )
    | (?P<open> [{{(\[] ) | (?P<close> [}})\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
# The same, where the keywords occur nowhere: what can't matter is passed over, not so much at once that others wait.
MARK = re.compile(
    rf"""
    (?: {IRI} | {STRING} | {BROKEN} | {COMMENT} | {SIGIL} | {NAME} | [\d.-]++(?!\w) | [^\w\[\](){{}}] ){{0,300}}+
    ( [\[\](){{}}] | {RUN} )?+
    """,
    re.VERBOSE | re.DOTALL,
)
# Words of a run, numbers passed over: the keyword of `1e1SERVICE` stands by itself.
WORD = re.compile(r"\d++(?:\.\d*+)?+(?:[eE][+-]?\d++)?+|([^\W\d]\w*+)")
ABSOLUTE = re.compile(r"<[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# An escape may hide a word, and is rare enough.
CHANGING = re.compile(r"(?:NOW|RAND|UUID|BNODE)\b|\\u", re.IGNORECASE)
# The store's parser ends `true` where it ends: `trueSERVICE` are two words to it.
REFUSED_WORD = re.compile(r"\w*service|load$", re.IGNORECASE)
REFUSED_PART = re.compile(r"service|load", re.IGNORECASE)


class MalformedQuery(QueryRefused):
    """The text is not a query; the reason is the parser's message."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What can be said of a query without parsing it."""

    form: Form
    has_dataset: bool


def tokens(query: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, text) of each token that can matter; operators and numbers are passed over.

    >>> [text for kind, text in tokens('ASK { ?service <x:load> "LOAD" } # SERVICE') if kind == "word"]
    ['ASK']
    """
    for match in TOKEN.finditer(query):
        kind, text = match.lastgroup or "", match.group()
        if kind == "run":
            yield from (("word", word) for word in WORD.findall(text) if word)
        else:
            yield kind, text


def inspect(query: str) -> Outline:
    """Return the outline of a query.

    Raises QueryRefused for SERVICE, LOAD and updates, MalformedQuery for brackets nested beyond reason.
    """
    words = query.lower()
    read = read_closely if "service" in words or "load" in words else read_over
    with ONE_LONG if len(query) > LONG else nullcontext():
        return read(query)


def is_settled(query: str) -> bool:
    """Tell whether a query surely has the same answer each time it is asked of the same release.

    >>> is_settled("ASK {}"), is_settled("SELECT (STRUUID() AS ?x) {}")
    (True, False)
    """
    return CHANGING.search(query) is None


def inspect_update(update: str) -> None:
    """Raise QueryRefused for an update with SERVICE or LOAD, MalformedQuery for brackets nested beyond reason."""
    depth, before = 0, ""
    with ONE_LONG if len(update) > LONG else nullcontext():
        for kind, text in tokens(update):
            refuse_network(kind, text, before)
            depth = deeper(depth) if kind == "open" else depth - (kind == "close")
            before = text if kind != "comment" else before


def read_over(query: str) -> Outline:
    """Return the outline of a query without the keywords that could open a connection."""
    form: Form = "unknown"
    depth, has_dataset = 0, False
    for match in MARK.finditer(query):
        mark = match[1]
        if mark is None:
            continue
        if mark in OPENING:
            depth = deeper(depth)
        elif mark in CLOSING:
            depth -= 1
        elif depth == 0:
            for word in WORD.findall(mark):
                form = form if form != "unknown" else opening(word)
                has_dataset = has_dataset or word.upper() == "FROM"
    return Outline(form, has_dataset)


def read_closely(query: str) -> Outline:
    """Return the outline of any query, each token looked at."""
    form: Form = "unknown"
    depth, has_dataset, before = 0, False, ""
    for kind, text in tokens(query):
        refuse_network(kind, text, before)
        if kind == "open":
            depth = deeper(depth)
        elif kind == "close":
            depth -= 1
        elif kind == "word" and depth == 0:
            form = form if form != "unknown" else opening(text)
            has_dataset = has_dataset or text.upper() == "FROM"
        before = text if kind != "comment" else before
    return Outline(form, has_dataset)


def deeper(depth: int) -> int:
    """Return the next depth; MalformedQuery beyond what the parser's stack can bear."""
    if depth >= MAX_DEPTH:
        raise MalformedQuery(f"brackets are nested more than {MAX_DEPTH} deep")
    return depth + 1


def opening(word: str) -> Form:
    """Return the query form that a word at the start stands for; updates are refused."""
    if word.upper() in UPDATES:
        raise QueryRefused("this endpoint is read-only: updates are refused")
    return FORMS.get(word.upper(), "unknown")


def refuse_network(kind: str, text: str, before: str) -> None:
    """Raise QueryRefused for a token that could make the store open a connection."""
    bare = kind == "word" and REFUSED_WORD.match(text)
    glued = text == "{" and "service" in before.lower().rpartition(":")[0]  # as in `?o.SERVICE:x {`
    broken = kind == "broken" and REFUSED_PART.search(text)
    if bare or glued or broken or (kind == "iri" and hides_keyword(text)):
        raise QueryRefused("SERVICE and LOAD are refused: this server asks no other server")


def hides_keyword(iri: str) -> bool:
    """Tell whether what looks like an IRI may be a comparison and a keyword before a comment.

    A parser with backtracking reads the second of these so, where `#>` begins a comment.

    >>> hides_keyword("<http://example.org/service#x>"), hides_keyword("<?b).SERVICE#>")
    (False, True)
    """
    found = None if ABSOLUTE.match(iri) else REFUSED_PART.search(iri)
    return found is not None and iri.rfind("#") >= found.end()
