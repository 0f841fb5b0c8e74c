"""What speaks for an item as that which a name means: how it is spelled, and what the documents around it say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from claimgraph.lang import codes, language
from claimgraph.link.catalog import Catalog, Item
from claimgraph.link.fold import plain
from claimgraph.link.known import known
from claimgraph.link.local import LocalEntity, Spelling, Title
from claimgraph.link.offices import offices
from claimgraph.link.spelling import candidates, is_full, literal, without_patronymic
from claimgraph.model import Kind

Features = Mapping[str, float]

_SHORTEST_SOUND = 6
"""Of a short name the sound alone says too little: then the letters must be the same."""
_SHORTEST_NAME, _LONGEST_ACRONYM = 3, 6
_MOST_WORDS = 2
_LEAST_ALIKE = 60.0
"""Percent of the letters that names have in common which sound alike: `Arwajcheer` and `Arvaikheer`."""
_ANY = "mul"
"""Wikidata's code of names that are the same in all languages; there the first is not more than the others."""
_LONG_AGO = 10
"""Years after which a text rarely speaks of what has ended."""
_STRENGTH = {"label": 3, "alias": 2, "form": 1, "sound": 0}


@dataclass(frozen=True, slots=True)
class Setting:
    """What one document says around a name: its date, the countries and other items that it names, offices."""

    date: str | None
    countries: frozenset[str]
    company: frozenset[str]
    titles: tuple[Title, ...]


def setting(local: LocalEntity, company: Iterable[str], catalog: Catalog) -> Setting:
    """Return the setting of an entity of a document; `company` are the items of the document's other entities."""
    company = frozenset(company)
    places = (item for qid in sorted(company) if (item := catalog.item(qid)) is not None and item.kind == "LOC")
    countries = {*(known()[key].qid for key in local.countries), *(place.country for place in places)}
    return Setting(local.date, frozenset(filter(None, countries)), company, local.titles)


def is_acronym(words: str) -> bool:
    """Tell whether a name is an acronym, or too short to say more than one.

    >>> is_acronym("CSTO"), is_acronym("Ga"), is_acronym("Delta Pact")
    (True, True, False)
    """
    letters = words.replace(".", "")
    return " " not in words and (
        len(letters) <= _SHORTEST_NAME or (letters.isupper() and len(letters) <= _LONGEST_ACRONYM)
    )


@dataclass(frozen=True, slots=True)
class _Match:
    """A spelling that is, in one way or another, a name of an item."""

    item: Item
    how: str
    words: str
    lang: str

    def rank(self) -> tuple[int, int, str, str]:
        """Return what sorts the matches of an item: how much they tell."""
        return len(self.words.split()), _STRENGTH[self.how], self.words, self.lang

    def features(self, kind: Kind) -> Features:
        """Return what the spelling says for the item and against it."""
        features = {self.how: 1.0}
        if self.how == "sound" and self.lang in self.item.names:
            features["respelled"] = 1.0
        if length := len(self.words.split()) - 1:
            features["length"] = float(min(length, _MOST_WORDS))
        elif kind == "PER":
            features["mononym"] = 1.0
        elif is_acronym(self.words):
            features["acronym"] = 1.0
        return features


def found(kind: Kind, spellings: Sequence[Spelling], catalog: Catalog) -> dict[str, tuple[Item, Features]]:
    """Return the items of a kind that have one of the spellings as a name, by QID, with what the names say."""
    matches: dict[str, _Match] = {}
    for words, lang in _names(kind, spellings):
        for item, how in _named(kind, words, lang, catalog):
            match = _Match(item, how, words, lang)
            matches[item.qid] = max(matches.get(item.qid, match), match, key=_Match.rank)
    has_long_form = any(" " in spelling.words for spelling in spellings)
    return {
        qid: (match.item, match.features(kind))
        for qid, match in matches.items()
        if kind == "PER" or not (has_long_form and is_acronym(match.words))
    }


def _names(kind: Kind, spellings: Sequence[Spelling]) -> Iterator[tuple[str, str]]:
    """Yield the names that may say which item is meant; of a person a single name only where there is no other."""
    for spelling in spellings:
        if kind != "PER":
            yield spelling.words, spelling.lang
        elif is_full(words := without_patronymic(spelling.words, spelling.lang)):
            yield words, spelling.lang
            if words != spelling.words:
                yield spelling.words, spelling.lang
        elif len(spellings) == 1:
            yield spelling.words, spelling.lang


def _named(kind: Kind, words: str, lang: str, catalog: Catalog) -> Iterator[tuple[Item, str]]:
    written = literal(words, lang) | (_with_article(words, lang) if kind == "ORG" else frozenset())
    for key in sorted(written | candidates(words, lang)):
        if (not key.startswith("=") and len(key) < _SHORTEST_SOUND) or key == "=":
            continue
        for item in catalog.named(key):
            if item.kind != kind:
                continue
            how = _how(item, key, key in written)
            if kind == "PER" and " " not in words and how != "label":
                continue
            if _may_mean(item, words, key, how):
                yield item, how


def _with_article(words: str, lang: str) -> frozenset[str]:
    """Return the keys of a name of several words behind each article of its language: `The Harbour Times`."""
    if " " not in words or lang not in codes():
        return frozenset()
    return frozenset(f"={plain(f'{article} {words}')}" for article in language(lang).naming.articles)


def _how(item: Item, key: str, as_written: bool) -> str:
    """Return how a key is a name of an item: its label, another name, a case form, or by its sound alone."""
    if not key.startswith("="):
        return "sound"
    if not as_written:
        return "form"
    labels = (names[0] for lang, names in item.names.items() if lang != _ANY or len(item.names) == 1)
    return "label" if any(plain(label) == key[1:] for label in labels) else "alias"


def _may_mean(item: Item, words: str, key: str, how: str) -> bool:
    """Tell whether a name that has the key of an item may be its name, from how both are written."""
    names = [name for cell in item.names.values() for name in cell]
    if how != "label" and item.qid in _countries():
        return False
    if how == "sound":
        letters = plain(words)
        return any(fuzz.ratio(letters, plain(name)) >= _LEAST_ALIKE for name in names)
    same = [name for name in names if plain(name) == key[1:]]
    return words.isupper() or not same or not all(name.isupper() and is_acronym(name) for name in same)


@cache
def _countries() -> frozenset[str]:
    """Return the items of the shipped countries: a name of theirs that no record has is that of a part of them."""
    return frozenset(record.qid for record in known().values() if record.sort == "country" and record.qid)


def around(item: Item, settings: Sequence[Setting], catalog: Catalog) -> Features:
    """Return what documents say for and against an item, on average."""
    total: dict[str, float] = {}
    for one in settings:
        for name in _around(item, one, catalog):
            total[name] = total.get(name, 0.0) + 1.0 / len(settings)
    return total


def _around(item: Item, around: Setting, catalog: Catalog) -> Iterator[str]:
    own = {item.country, item.qid} - {None}
    if around.countries and item.country is not None and item.kind != "EVT":
        yield "country" if around.countries & own else "faraway" if item.kind == "LOC" else "elsewhere"
    if item.kind == "PER" and around.titles:
        yield from offices(item, around.titles, around.date, catalog)
    if _related(item, around.company, catalog):
        yield "company"
    if around.date and item.start and item.start[:4] > around.date[:4]:
        yield "unborn"
    if around.date and item.end and int(item.end[:4]) + _LONG_AGO < int(around.date[:4]):
        yield "ended"


def _related(item: Item, company: frozenset[str], catalog: Catalog) -> bool:
    """Tell whether an item belongs to another of the document, or another to it."""
    if company & {held.qid for held in (*item.memberships, *item.offices)}:
        return True
    others = (catalog.item(qid) for qid in sorted(company)) if item.kind == "ORG" else ()
    return any(held.qid == item.qid for other in others if other for held in other.memberships)
