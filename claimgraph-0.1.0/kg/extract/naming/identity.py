"""Names of one document that denote the same entity."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.naming.name import Name
from claimgraph.extract.naming.shorter import fuller
from claimgraph.link.inflection import bases
from claimgraph.link.known import known
from claimgraph.link.local import APART, KNOWN
from claimgraph.link.spelling import initial, is_full, spaced
from claimgraph.model import Mention, Span


def identify(text: str, names: Sequence[Name]) -> tuple[Mention, ...]:
    """Return the names as mentions, each with the entity that it denotes in this document."""
    people = _People(text, names)
    short = fuller(text, names)
    return tuple(_mention(text, name, names[short.get(number, number)], people) for number, name in enumerate(names))


class _People:
    """Who is named in full in a document, by surname and by given name; the first counts."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._by_surname: dict[str, list[tuple[str, str]]] = {}
        self._by_given: dict[str, set[str]] = {}
        for name in names:
            words = _words(text, name).split()
            if name.kind == "PER" and is_full(" ".join(words)):
                entity = _entity(text, name)
                for base in sorted(bases(words[-1], name.lang)):
                    self._by_surname.setdefault(base, []).append((words[0][0], entity))
                for base in bases(words[0], name.lang):
                    self._by_given.setdefault(base, set()).add(entity)

    def of(self, words: str, lang: str) -> str:
        """Return the person of a surname or of a given name alone; which of the known people it is else, the run
        decides.
        """
        word = words.split()[-1]
        first = initial(words)
        for base in (word, *sorted(bases(word, lang))):
            named = [entity for letter, entity in self._by_surname.get(base, ()) if not first or letter == first]
            if named:
                return named[0]
        given = frozenset().union(*(self._by_given.get(base, ()) for base in bases(word, lang)))
        return min(given) if len(given) == 1 and not first else f"PER:{words}"


def _entity(text: str, name: Name) -> str:
    if name.keys:
        return f"{KNOWN}{name.keys[0]}"
    apart = f"{APART}{name.apart}" if name.apart else ""
    return f"{name.kind}:{_words(text, name)}{apart}"


def _mention(text: str, name: Name, meant: Name, people: _People) -> Mention:
    words = _words(text, name)
    is_bare = name.kind == "PER" and not is_full(words)
    entity = people.of(words, name.lang) if is_bare else _entity(text, meant)
    qid = known()[entity.removeprefix(KNOWN)].qid if entity.startswith(KNOWN) else None
    return Mention(Span(name.start, name.end), name.kind, "name", entity, name.method, qid=qid)


def _words(text: str, name: Name) -> str:
    words = " ".join(text[name.start : name.end].split())
    return spaced(words) if name.kind == "PER" else words
