"""What a release holds of its entities, as far as a review needs it: names, links, and how much hangs on each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from importlib.resources import files
from typing import cast
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

from claimgraph.answers import with_prefixes
from claimgraph.entity import LinkStatus
from claimgraph.iri import WIKIDATA, Mint
from claimgraph.link.decisions import Subject
from claimgraph.link.fold import plain
from claimgraph.model import Kind
from claimgraph.prepared.rows import ask, load
from claimgraph.store import View

_KINDS: Mapping[str, Kind] = {"Person": "PER", "Organization": "ORG", "Group": "GRP", "Place": "LOC", "Event": "EVT"}
_MOST_NAMES, _MOST_LANGUAGES = 8, 12
"""Names of a language and languages by which a decision knows an entity again."""

_UNMEASURED = 0.9
"""Confidence of links in releases that tell none."""

WHOLE = {name: f"review_{name}" for name in ("entities", "names", "mentions", "claims", "links")}
"""Questions about all entities, and what their answers are called that are kept beside a release."""

Row = Mapping[str, str]
Ask = Callable[[str, Mapping[str, str]], Iterable[Row]]
"""Answers a question about all entities, or one of the queries beside this module with IRIs in place of variables."""


@dataclass(frozen=True, slots=True)
class Held:
    """An item that an entity is held to be (`is_exact`), may be, or is not."""

    qid: str | None
    status: LinkStatus
    score: float
    is_exact: bool
    method: str
    reason: str


@dataclass(frozen=True, slots=True)
class Context:
    """Words for an entity in a document, with what stands around them."""

    document: str
    source: str
    prefix: str
    words: str
    suffix: str
    lang: str = ""
    place: str = ""
    """Where the words are in the text, as the end of their IRI tells it."""


@dataclass(slots=True)
class Seen:
    """An entity of a release; `written` counts its names by document, `mentions` descriptions and pronouns too."""

    key: str
    kind: Kind
    label: str
    names: dict[str, list[str]] = field(default_factory=dict)
    written: dict[str, dict[str, int]] = field(default_factory=dict)
    links: list[Held] = field(default_factory=list)
    mentions: int = 0
    claims: int = 0

    @property
    def impact(self) -> int:
        """How many statements of the graph hang on who it is."""
        return self.mentions + self.claims

    @property
    def qid(self) -> str | None:
        """The item that it is held to be."""
        return next((link.qid for link in self.links if link.is_exact and link.status in ("auto", "confirmed")), None)

    def spellings(self) -> dict[str, int]:
        """Return how often each of its names is written, the most frequent first."""
        counts: dict[str, int] = {}
        for words in self.written.values():
            for name, count in words.items():
                counts[name] = counts.get(name, 0) + count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def subject(self) -> Subject:
        """Return how a decision names it: by the names that are written most."""
        counts = self.spellings()
        names = {
            lang: tuple(sorted(names, key=lambda name: -counts.get(name, 0))[:_MOST_NAMES])
            for lang, names in sorted(self.names.items())[:_MOST_LANGUAGES]
        }
        return Subject(self.key, self.kind, self.label, names)


class Survey:
    """The entities of a release by key; `base` is that of its IRIs."""

    def __init__(self, ask: Ask, base: str) -> None:
        self._rows = ask
        self._mint = Mint(base)
        self._prefix = self._mint.entity("").value

    @classmethod
    def of(cls, view: View) -> Survey:
        """Return a survey of a release that is open here."""
        return cls(partial(_ask, view), str(view.release.manifest()["base"]))

    @cached_property
    def entities(self) -> dict[str, Seen]:
        """All entities by key, in the order of keys."""
        found: dict[str, Seen] = {}
        for row in self._rows("entities", {}):
            key = self._key(row["entity"])
            if key is not None:
                kind = _KINDS[row["class"].rpartition("#")[2]]
                found.setdefault(key, Seen(key, kind, row["label"]))
        found = {key: found[key] for key in sorted(found)}
        named = {(seen.key, row["lang"], row["rank"], row["name"]) for row, seen in self._about("names", found)}
        for key, lang, _, name in sorted(named):
            found[key].names.setdefault(lang, []).append(name)
        for row, seen in self._about("mentions", found):
            seen.mentions += int(row["count"])
            if row["form"] == "name":
                words = seen.written.setdefault(self._document(row["document"]), {})
                name = " ".join(row["words"].split())
                words[name] = words.get(name, 0) + int(row["count"])
        for row, seen in self._about("claims", found):
            seen.claims += int(row["count"])
        for row, seen in self._about("links", found):
            seen.links.append(_held(row))
        for seen in found.values():
            seen.written = {document: seen.written[document] for document in sorted(seen.written)}
            seen.links.sort(key=lambda link: (-link.is_exact, -link.score, link.qid or ""))
        return found

    def _about(self, name: str, found: Mapping[str, Seen]) -> Iterator[tuple[Row, Seen]]:
        for row in self._rows(name, {}):
            seen = found.get(self._key(row["entity"]) or "")
            if seen is not None:
                yield row, seen

    def contexts(self, key: str, most: int = 4, documents: Sequence[str] = ()) -> list[Context]:
        """Return some words for an entity with what stands around them, of as many documents as can be."""
        places: dict[str, list[str]] = {}
        for row in self._rows("spans", {"entity": self._mint.entity(key).value}):
            document = self._document(row["document"])
            if not documents or document in documents:
                places.setdefault(document, []).append(row["span"])
        ordered = {document: sorted(set(places[document]), key=_by_place) for document in sorted(places)}
        firsts = [spans[0] for spans in ordered.values()]
        others = [span for spans in ordered.values() for span in spans[1:]]
        return [self._context(row) for span in (*firsts, *others)[:most] for row in self._span(span)]

    def _span(self, iri: str) -> Iterable[Row]:
        return self._rows("context", {"span": iri})

    def _context(self, row: Row) -> Context:
        parts = (row.get("publisher"), row.get("published", "")[:10], row["title"])
        source = ", ".join(filter(None, parts))
        place = row["span"].rpartition("/")[2]
        words = row["prefix"], row["words"], row["suffix"]
        return Context(self._document(row["document"]), source, *words, row.get("lang", ""), place)

    def _key(self, iri: str) -> str | None:
        if not iri.startswith(self._prefix):
            return None
        return unquote(iri.removeprefix(self._prefix))

    def _document(self, iri: str) -> str:
        return iri.rpartition("/")[2]


@cache
def query_text(name: str) -> str:
    """Return the text of one of the queries beside this module, those about one entity or some words."""
    query = files("claimgraph.review").joinpath(f"{name}.rq").read_text(encoding="utf-8")
    return "\n".join(line for line in query.splitlines() if not line.startswith("#"))


def _ask(view: View, name: str, values: Mapping[str, str]) -> Iterable[Row]:
    if name in WHOLE:
        stored = load(view.release.path, WHOLE[name])
        return ask(view, WHOLE[name]).records() if stored is None else stored
    bound = {Variable(variable): NamedNode(iri) for variable, iri in values.items()}
    answer = view.query(with_prefixes(query_text(name)), bound)
    assert isinstance(answer, QuerySolutions)
    return _rows(answer)


def _rows(answer: QuerySolutions) -> Iterator[Row]:
    names = [variable.value for variable in answer.variables]
    for solution in answer:
        yield {name: _words(solution[name]) for name in names if solution[name] is not None}


def _by_place(span: str) -> tuple[int, str]:
    """Return what sorts the IRIs of words of one document as they stand in it: the number behind the last slash."""
    start = span.rpartition("/")[2].partition("-")[0]
    return int(start) if start.isdecimal() else 0, span


def _words(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _held(row: Row) -> Held:
    item = row.get("item")
    return Held(
        qid=item.removeprefix(WIKIDATA) if item else None,
        status=cast(LinkStatus, row["status"]),
        score=float(row.get("score", _UNMEASURED)),
        is_exact=bool(item) and row["exact"] == "true",
        method=row.get("method", ""),
        reason=row.get("reason", ""),
    )


def called(survey: Survey, words: str) -> Iterator[Seen]:
    """Yield the entities with a key or a name, those that are mentioned most first."""
    if words in survey.entities:
        yield survey.entities[words]
        return
    wanted = plain(words)
    if not wanted:
        return
    named = (seen for seen in survey.entities.values() if wanted in _plain_names(seen))
    yield from sorted(named, key=lambda seen: (-seen.impact, seen.key))


def _plain_names(seen: Seen) -> set[str]:
    return {plain(name) for names in seen.names.values() for name in names} | {plain(seen.label)}
