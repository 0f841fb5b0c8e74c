"""Names of one document that denote the same entity."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.name import Name
from claimgraph.link.inflection import bases
from claimgraph.link.known import known
from claimgraph.model import Mention, Span


def identify(text: str, names: Sequence[Name]) -> tuple[Mention, ...]:
    """Return the names as mentions, each with the entity that it denotes in this document."""
    people = _people(text, names)
    return tuple(_mention(text, name, people) for name in names)


def _people(text: str, names: Sequence[Name]) -> dict[str, str]:
    """Return the entities of persons by each base form of the surnames in their full names; the first counts."""
    found: dict[str, str] = {}
    for name in names:
        words = text[name.start : name.end].split()
        if name.kind == "PER" and len(words) > 1:
            for base in sorted(bases(words[-1], name.lang)):
                found.setdefault(base, _entity(text, name))
    return found


def _entity(text: str, name: Name) -> str:
    return f"known:{name.keys[0]}" if name.keys else f"{name.kind}:{text[name.start:name.end]}"


def _mention(text: str, name: Name, people: dict[str, str]) -> Mention:
    span = Span(name.start, name.end)
    entity = _entity(text, name)
    if name.kind == "PER" and not name.keys:
        for base in sorted(bases(span.of(text).split()[-1], name.lang)):
            entity = people.get(base, entity)
    qid = known()[entity.removeprefix("known:")].qid if entity.startswith("known:") else None
    return Mention(span, name.kind, "name", entity, name.method, qid=qid)
