"""Whether a person of Wikidata held the office that a text gives them, when it was published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.link.catalog import Catalog, Held, Item
from claimgraph.link.fold import fold
from claimgraph.link.local import Title

_SHORTEST_STEM = 4
_STEM = 0.6
"""The share of a word that its forms and its near relatives have in common: `interior`, `internal`."""


def offices(item: Item, titles: Sequence[Title], date: str | None, catalog: Catalog) -> Iterator[str]:
    """Yield what a person's offices say: held then, the very one, another one, at another time, never."""
    if not item.offices:
        yield "private"
        return
    held = [one for one in item.offices if date is None or holds(one, date)]
    if not held:
        yield "retired"
        return
    yield "office"
    named = [office for one in held if (office := catalog.item(one.qid)) is not None]
    if any(fits(title, office) for title in titles for office in named):
        yield "title"
    elif len(named) == len({one.qid for one in held}) and any(_is_named(t, o) for t in titles for o in named):
        yield "othertitle"


def holds(held: Held, date: str) -> bool:
    """Tell whether something was held at a date, as far as both dates are known."""
    since, until = held.start or "", held.end or "9"
    return since[: len(date)] <= date[: len(since) or None] and date[: len(until)] <= until[: len(date)]


def _is_named(title: Title, office: Item) -> bool:
    return title[1] in office.names


def fits(title: Title, office: Item) -> bool:
    """Tell whether a title may be that of an office: all its words are in one of the office's names, in some form."""
    return any(_within(title, name, lang) for lang, names in office.names.items() for name in names)


def _within(title: Title, name: str, lang: str) -> bool:
    words, others = _words(*title), _words(name, lang)
    return bool(words) and all(any(_related(word, other) for other in others) for word in words)


def _words(text: str, lang: str) -> list[str]:
    return [word for word in fold(text, lang).split() if len(word) >= _SHORTEST_STEM]


def _related(left: str, right: str) -> bool:
    shared = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return shared >= max(_SHORTEST_STEM, _STEM * min(len(left), len(right)))
