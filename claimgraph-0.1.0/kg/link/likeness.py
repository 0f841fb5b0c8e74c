"""Why two spellings are taken for one name, in words."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.link.spelling import candidates, is_full, literal, without_patronymic

Name = tuple[str, str]
"""Words and their language."""


def likeness(name: Name, others: Iterable[Name]) -> str | None:
    """Return why a spelling is one of the others, None where no rule of spelling says so.

    >>> likeness(("Токаєва", "uk"), [("Tokayev", "en")])
    "may be a case form of a name that sounds like 'Tokayev' (en)"
    """
    known = list(others)
    if " " not in name[0] and (reason := _surname(name, known)):
        return reason
    for words in dict.fromkeys((name[0], without_patronymic(*name))):
        for other in known:
            if reason := _alike(words, name[1], other):
                return reason if words == name[0] else f"{reason}, its patronymic left out"
    return None


def _surname(name: Name, others: Iterable[Name]) -> str | None:
    full = (other for other in others if is_full(other[0]))
    owner = next((other for other in full if _alike(*name, (other[0].split()[-1], other[1]))), None)
    return f"the last word of {_quoted(owner)}, in this spelling or another" if owner else None


def _alike(words: str, lang: str, other: Name) -> str | None:
    """Return how a name is another one: same letters, same sound, or a case form."""
    shared = literal(words, lang) & literal(*other)
    if any(key.startswith("=") for key in shared):
        return f"has the letters of {_quoted(other)}"
    if shared:
        return f"sounds like {_quoted(other)}"
    if candidates(words, lang) & literal(*other):
        return f"may be a case form of a name that sounds like {_quoted(other)}"
    return None


def _quoted(name: Name) -> str:
    return f"{name[0]!r} ({name[1]})"
