"""Why an entity is what it is: its spellings, why they are one, and which items of Wikidata were considered."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode, QuerySolution, QuerySolutions, Variable

from claimgraph.answers import Term, cell
from claimgraph.errors import QueryRefused
from claimgraph.link.likeness import Name
from claimgraph.link.told import Reasons
from claimgraph.queries.parameters import Parameter
from claimgraph.store import View

_MENTION = re.compile(r"(?:.*/)?doc/[^/]+/mention/\d+-\d+(?:-\d+)?")
_SHOWN = 40
"""Spellings, and copied statements, that are shown at most."""


def explain(view: View, what: str) -> Iterator[str]:
    """Yield the lines that explain an entity (IRI, key, name or QID) or a mention (IRI); raise QueryRefused."""
    here = _Explained(view, str(view.release.manifest()["base"]))
    bare = what.removeprefix("<").removesuffix(">")
    if not _MENTION.fullmatch(bare):
        yield from here.entity(here.found(what))
        return
    mention = NamedNode(bare if bare.startswith("http") else here.base + bare)
    entity = yield from here.mention(mention)
    if entity is not None:
        yield ""
        yield from here.entity(entity)


@dataclass(frozen=True, slots=True)
class _Explained:
    """A release of which something is explained."""

    view: View
    base: str

    def found(self, name: str) -> NamedNode:
        """Return the entity of a name; raise QueryRefused where there is none or several."""
        entity = Parameter("entity", "entity", "").term(name, lambda text, values: map(list, self._ask(text, values)))
        assert isinstance(entity, NamedNode)
        return entity

    def _ask(self, text: str, values: Mapping[Variable, Term]) -> QuerySolutions:
        rows = self.view.query(text, values)
        assert isinstance(rows, QuerySolutions)
        return rows

    def _rows(self, name: str, **values: Term) -> list[QuerySolution]:
        return list(self._ask(_text(name), {Variable(key): value for key, value in values.items()}))

    def mention(self, mention: NamedNode) -> Generator[str, None, NamedNode | None]:
        """Yield what is known of a mention; return the entity that it denotes."""
        row = next(iter(self._rows("mention", mention=mention)), None)
        if row is None:
            raise QueryRefused(f"no mention {mention.value}")
        how = f"{cell(row['form'])}, found by {cell(row['method'])}, confidence {cell(row['confidence'])}"
        yield f"{cell(row['words'])!r} in {cell(row['documentName'])} ({how})"
        entity = row["entity"]
        if isinstance(entity, NamedNode):
            return entity
        yield "denotes nothing that is known"
        return None

    def entity(self, entity: NamedNode) -> Iterator[str]:
        """Yield why an entity is what it is."""
        rows = self._rows("described", entity=entity)
        if not rows:
            raise QueryRefused(f"no entity {entity.value}")
        yield f"{cell(rows[0]['label'])} ({cell(rows[0]['class'])}, {cell(entity, self.base)})"
        names = [(row["name"].value, row["name"].language or "") for row in rows if row["name"] is not None]
        yield from self._links(entity)
        yield from self._spellings(entity, names)
        yield from self._copied(entity)

    def _links(self, entity: NamedNode) -> Iterator[str]:
        rows = self._rows("links", entity=entity)
        yield ""
        yield "Wikidata" if rows else "Wikidata: no item is known, and no index was asked (build --index FILE)"
        for row in rows:
            item = cell(row["item"]).rpartition("/")[2] or "no item"
            match = cell(row["match"]).removeprefix("skos:").replace("Match", " match")
            state = cell(row["status"]) if row["item"] is None or cell(row["status"]) == "rejected" else match
            by = f"{cell(row['method'])}, {cell(row['version'])}"
            yield f"  {item}  {state}  {cell(row['confidence'])}  ({by})"
            yield f"    {row['reason'].value if row['reason'] else ''}".rstrip()

    def _spellings(self, entity: NamedNode, names: Sequence[Name]) -> Iterator[str]:
        rows = self._rows("spellings", entity=entity)
        yield ""
        yield f"Spellings: {sum(int(row['mentions'].value) for row in rows)} mentions"
        reasons = Reasons(entity.value.rpartition("/")[2], names)
        for row in rows[:_SHOWN]:
            words, lang, form = (cell(row[name]) for name in ("words", "language", "form"))
            count = f"{row['mentions'].value} in {row['documents'].value} document(s)"
            why = reasons.of((words, lang)) if form == "name" else f"{form}: stands for it in its text"
            yield f"  {lang}  {words}  {count}: {why}"
        if len(rows) > _SHOWN:
            yield f"  and {len(rows) - _SHOWN} more"

    def _copied(self, entity: NamedNode) -> Iterator[str]:
        rows = self._rows("copied", entity=entity)
        if rows:
            yield ""
            yield f"Copied from Wikidata ({cell(rows[0]['version'])})"
        for row in rows[:_SHOWN]:
            value = cell(row["value"]).rpartition("/")[2]
            label = f" {cell(row['label'])}" if row["label"] else ""
            dates = f"  {cell(row['since'])}..{cell(row['until'])}" if row["since"] or row["until"] else ""
            yield f"  {cell(row['property']).removeprefix('wdt:')}  {value}{label}{dates}"
        if len(rows) > _SHOWN:
            yield f"  and {len(rows) - _SHOWN} more"


@cache
def _text(name: str) -> str:
    return files("claimgraph.queries").joinpath(f"_{name}.rq").read_text(encoding="utf-8")
