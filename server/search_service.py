"""SERVICE <urn:claimgraph:search>: full-text search inside a query, answered by the release's own index.

Such a SERVICE asks nobody. Its pattern says in triples what is looked for; the search runs before the query, in the
same worker, and its hits take the place of the SERVICE as VALUES.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pyoxigraph as ox

from claimgraph.search.search import MOST_HITS, TYPES, Hit, Question
from claimgraph.search.terms import NAMESPACE, PREFIX, SERVICE
from claimgraph.server.federation import Call, find_calls
from claimgraph.server.guard import TOKEN, MalformedQuery

MOST_SEARCHES = 8
LONGEST = 20_000
"""Characters of a pattern with the prologue."""

_VARIABLE = "urn:claimgraph:variable:"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_SIGIL = re.compile(r"[?$]\w+")
_CG = "https://w3id.org/claimgraph/ns#"

ASKED = ("words", "type", "language", "limit", "offset")
"""What a pattern says of what it looks for."""
OUTPUTS: Mapping[str, Callable[[Hit], str]] = {
    "score": lambda hit: f"{hit.score}e0",
    "snippet": lambda hit: _literal(hit.snippet),
    "label": lambda hit: _literal(hit.label),
    "begin": lambda hit: str(hit.begin),
    "end": lambda hit: str(hit.end),
    "kind": lambda hit: f"<{_CG}{hit.type}>",
}
"""What a pattern may ask about a hit."""

_WRITERS: Mapping[str, Callable[[Hit], str]] = {"hit": lambda hit: f"<{hit.iri}>", **OUTPUTS}


@dataclass(frozen=True, slots=True)
class LocalSearch:
    """A search of a query: what is looked for, terms or variables that get values, and where its hits go."""

    asked: dict[str, tuple[str, str]]
    """Property -> ("variable" or "value", its name or text)."""
    columns: dict[str, str]
    """Variable -> what it says of a hit: `hit` or one of the outputs."""
    at: int
    """Where in the text of the query the hits go."""

    def question(self, values: Mapping[str, str]) -> Question:
        """Return what to ask the index; raises MalformedQuery where that isn't said."""
        told = {name: self._value(name, values) for name in self.asked}
        if "words" not in told:
            raise MalformedQuery(f"SERVICE <{SERVICE}> needs {PREFIX}:words with a text")
        kind = (told.get("type") or "").removeprefix(_CG)
        if kind and kind not in TYPES:
            raise MalformedQuery(f"{PREFIX}:type must be one of {', '.join(TYPES)}")
        offset = _number("offset", told.get("offset"), 0)
        limit = _number("limit", told.get("limit"), MOST_HITS - offset)
        return Question(told["words"] or "", (kind,) if kind else (), told.get("language") or "", limit, offset)

    def plain(self) -> dict[str, Any]:
        """Return the search as it is sent to a worker."""
        return asdict(self)

    def _value(self, name: str, values: Mapping[str, str]) -> str | None:
        kind, text = self.asked[name]
        return text if kind == "value" else values.get(text)

    def values(self, hits: Iterable[Hit]) -> str:
        """Return the hits as a group of VALUES."""
        makers = [_WRITERS[name] for name in self.columns.values()]
        rows = " ".join(f"({' '.join(make(hit) for make in makers)})" for hit in hits)
        return f"{{ VALUES ({' '.join(f'?{name}' for name in self.columns)}) {{ {rows} }} }}"


def _number(name: str, text: str | None, default: int) -> int:
    if text is None:
        return default
    if not (text.isascii() and text.isdigit() and len(text) < 9) or int(text) > MOST_HITS:
        raise MalformedQuery(f"{PREFIX}:{name} must be a whole number, at most {MOST_HITS}")
    return int(text)


def take_out(query: str, prefixes: Mapping[str, str]) -> tuple[str, list[LocalSearch]]:
    """Return a query without its local searches, and these; MalformedQuery for a pattern that can't be read."""
    if SERVICE not in query:
        return query, []
    prologue, calls = find_calls(query)
    mine = [call for call in calls if call.endpoint == SERVICE]
    if len(mine) > MOST_SEARCHES:
        raise MalformedQuery(f"more than {MOST_SEARCHES} searches in one query")
    parts, searches, last = [], [], 0
    for call in mine:
        parts.append(query[last : call.start])
        searches.append(_read(call, prologue, prefixes, sum(map(len, parts))))
        last = call.end
    rest = "".join([*parts, query[last:]])
    _check_parameters(rest, searches)
    return rest, searches


def _check_parameters(rest: str, searches: Iterable[LocalSearch]) -> None:
    """Refuse a search that waits for what the rest of its query finds: it runs before."""
    asked = {text for search in searches for kind, text in search.asked.values() if kind == "variable"}
    body = (token[0] for token in TOKEN.finditer(rest, rest.find("{")))
    found = next((text for text in body if _SIGIL.fullmatch(text) and text[1:] in asked), None)
    if found:
        raise MalformedQuery(f"SERVICE <{SERVICE}> takes texts and parameters, not what the query finds as {found}")


def put_in(query: str, searches: Iterable[LocalSearch], values: Mapping[str, str], ask: Callable[..., Any]) -> str:
    """Return the query with the hits of its searches; `ask` answers a question, `values` are those of parameters."""
    parts, last = [], 0
    for search in searches:
        question = search.question(values)
        found = ask(question)
        if "limit" not in search.asked and found.total > question.offset + len(found.hits):
            raise MalformedQuery(f"a search has {found.total} hits; give it {PREFIX}:limit, at most {MOST_HITS}")
        parts += [query[last : search.at], search.values(found.hits)]
        last = search.at
    return "".join([*parts, query[last:]])


def _read(call: Call, prologue: str, prefixes: Mapping[str, str], at: int) -> LocalSearch:
    """Read a pattern as Turtle, its variables as IRIs."""
    if len(prologue) + len(call.pattern) > LONGEST:
        raise MalformedQuery(f"a search with its prologue is longer than {LONGEST} characters")
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**prefixes, PREFIX: NAMESPACE}.items())
    try:
        triples = list(ox.parse(f"{declared}{prologue}\n{_as_turtle(call.pattern)}", ox.RdfFormat.TURTLE))
    except (SyntaxError, ValueError) as error:
        raise MalformedQuery(f"the pattern of SERVICE <{SERVICE}> can't be read: {error}") from error
    asked: dict[str, tuple[str, str]] = {}
    columns: dict[str, str] = {}
    for quad in triples:
        hit, name, term = _variable(quad.subject), _property(quad.predicate), quad.object
        if hit is None or columns.setdefault(hit, "hit") != "hit" or list(columns.values()).count("hit") > 1:
            raise MalformedQuery(f"each triple in SERVICE <{SERVICE}> is about one variable, that of the hit")
        variable = _variable(term)
        if name in ASKED and name not in asked and isinstance(term, ox.NamedNode | ox.Literal):
            asked[name] = ("variable", variable) if variable else ("value", term.value)
        elif name in OUTPUTS and variable and variable not in columns:
            columns[variable] = name
        else:
            raise MalformedQuery(f"{PREFIX}:{name} can't stand so in SERVICE <{SERVICE}>; see the documentation")
    return LocalSearch(asked, columns, at)


def _as_turtle(pattern: str) -> str:
    """Return a pattern with its variables as IRIs, without comments."""
    text = TOKEN.sub(_turned, pattern).rstrip()
    return text if text.endswith(".") else f"{text} ."


def _turned(token: re.Match[str]) -> str:
    if token.lastgroup == "comment":
        return " "
    return f"<{_VARIABLE}{token[0][1:]}>" if _SIGIL.fullmatch(token[0]) else token[0]


def _variable(term: object) -> str | None:
    found = isinstance(term, ox.NamedNode) and term.value.startswith(_VARIABLE)
    return term.value.removeprefix(_VARIABLE) if isinstance(term, ox.NamedNode) and found else None


def _property(term: ox.NamedNode) -> str:
    if not term.value.startswith(NAMESPACE):
        raise MalformedQuery(
            f"SERVICE <{SERVICE}> knows no <{term.value}>; its properties are {PREFIX}:words and so on"
        )
    return term.value.removeprefix(NAMESPACE)


def _literal(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'
