"""Names of one document that denote the same entity."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.naming.name import Name
from claimgraph.link.inflection import bases
from claimgraph.link.known import known
from claimgraph.link.local import KNOWN
from claimgraph.link.spelling import is_full
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
        if name.kind == "PER" and is_full(" ".join(words)):
            for base in sorted(bases(words[-1], name.lang)):
                found.setdefault(base, _entity(text, name))
    return found


def _entity(text: str, name: Name) -> str:
    return f"{KNOWN}{name.keys[0]}" if name.keys else f"{name.kind}:{' '.join(text[name.start : name.end].split())}"


def _mention(text: str, name: Name, people: dict[str, str]) -> Mention:
    span = Span(name.start, name.end)
    words = span.of(text).split()
    is_bare = name.kind == "PER" and not is_full(" ".join(words))
    entity = _surname(words[-1], name.lang, people) if is_bare else _entity(text, name)
    qid = known()[entity.removeprefix(KNOWN)].qid if entity.startswith(KNOWN) else None
    return Mention(span, name.kind, "name", entity, name.method, qid=qid)


def _surname(word: str, lang: str, people: dict[str, str]) -> str:
    """Return the person of that surname in the document; which of the known people it is else, the run decides."""
    if word in people:
        return people[word]
    return next((people[base] for base in sorted(bases(word, lang)) if base in people), f"PER:{word}")
