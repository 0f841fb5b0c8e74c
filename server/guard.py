"""A first look at a query, without parsing it: what must be refused before any worker sees it.

The tokenizer skips strings, IRIs and comments as the store's own parser does. It errs towards refusing;
the system-call filter of the workers is the second line, where the platform has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from claimgraph.errors import QueryRefused

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "unknown"]

MAX_DEPTH = 100
UPDATES = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
FORMS: dict[str, Form] = {"SELECT": "SELECT", "ASK": "ASK", "CONSTRUCT": "CONSTRUCT", "DESCRIBE": "DESCRIBE"}

TOKEN = re.compile(
    r"""
      (?P<iri> <[^<>"{}|^`\x00-\x20]*+> )
    | (?P<string> '''(?:'{0,2}(?:[^'\\]|\\.))*+''' | \"""(?:"{0,2}(?:[^"\\]|\\.))*+\"""
        | '(?:[^'\\\n\r]|\\.)*+' | "(?:[^"\\\n\r]|\\.)*+" )
    | (?P<comment> \#[^\n\r]*+ )
    | (?P<sigil> [?$@][\w-]*+ )
    | (?P<name> [\w.-]*+:[\w.:%\\-]*+ )
    | (?P<word> [^\W\d]\w*+ )
    | (?P<open> [{(\[] )
    | (?P<close> [})\]] )
    """,
    re.VERBOSE | re.DOTALL,
)
# `?a<?b).SERVICE#>` is one IRI for a tokenizer, a comparison and a keyword for a parser with backtracking.
HIDDEN = re.compile(r"<(?![a-z][a-z0-9+.-]*://).*?(?:service|load).*#", re.IGNORECASE | re.DOTALL)
REFUSED_WORD = re.compile(r"service|load$", re.IGNORECASE)


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
        yield match.lastgroup or "", match.group()


def inspect(query: str) -> Outline:
    """Return the outline of a query.

    Raises QueryRefused for SERVICE, LOAD and updates, MalformedQuery for brackets nested beyond reason.
    """
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
    glued = kind == "open" and text == "{" and ":" in before and before.lower().startswith("service")
    if bare or glued or (kind == "iri" and HIDDEN.match(text)):
        raise QueryRefused("SERVICE and LOAD are refused: this server asks no other server")
