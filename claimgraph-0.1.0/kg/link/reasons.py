"""Why an item was taken for an entity or not, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimgraph.entity import Entity
from claimgraph.link.catalog import Item
from claimgraph.link.ranking import Candidate, decision
from claimgraph.link.spelling import is_full

WORDS: Mapping[str, str] = {
    "label": "its label is this name",
    "alias": "this is another of its names",
    "form": "this may be a case form of its name",
    "sound": "its name sounds like this",
    "respelled": "though in the language of the text it is spelled in another way",
    "mononym": "only a single name names this person",
    "acronym": "only an acronym or a very short name names it",
    "country": "the texts name its country",
    "elsewhere": "the texts name other countries only",
    "faraway": "the texts name places of other countries only",
    "office": "the texts give it an office, and it held one then",
    "title": "that office has the words of the title",
    "othertitle": "that office has another name",
    "retired": "the texts give it an office, and it held one at another time",
    "private": "the texts give it an office, and it held none",
    "company": "the texts name what it belongs to, or what belongs to it",
    "unborn": "it began after the texts were published",
    "ended": "it ended long before the texts were published",
}
_WHOLLY = 0.995


def label(item: Item) -> str:
    """Return the name of an item, English where it has one."""
    names = item.names.get("en") or next(iter(item.names.values()))
    return names[0]


def _features(candidate: Candidate) -> Iterator[str]:
    for name, words in WORDS.items():
        share = candidate.features.get(name, 0.0)
        if share:
            yield words if share >= _WHOLLY else f"{words} (in {share:.0%} of them)"
    count = candidate.item.prior
    yield f"about as well known as {count} sitelink{'s' * (count != 1)} make it"


def considered(candidate: Candidate) -> str:
    """Return what speaks for and against a candidate."""
    return f"{label(candidate.item)}: {'; '.join(_features(candidate))}"


def worded(candidate: Candidate, is_sure: bool) -> str:
    """Return why a candidate was taken, or why it is only close."""
    doubt = "" if is_sure else "; not sure enough, or too near to another, to be taken for the same"
    return f"{considered(candidate)}{doubt}"


def unasked(failure: str) -> str:
    """Return that whether there is an item is not known."""
    return f"live Wikidata gave no answer when it was asked for the name: {failure}"


def nothing(entity: Entity, candidates: Sequence[Candidate]) -> str:
    """Return why no item was taken for an entity."""
    if candidates:
        return f"the best of {len(candidates)} candidates is less likely than {decision().close:.0%}"
    names = (name for cell in entity.names.values() for name in cell)
    if entity.kind == "PER" and not any(map(is_full, names)):
        return "a surname alone doesn't say which person is meant"
    return "no item of the index has one of these names"
