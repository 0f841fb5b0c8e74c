"""The gender that a text gives to a person: by a title, by the verb that agrees with a name, by the given name."""

from __future__ import annotations

from typing import Literal, NamedTuple

from claimgraph.extract.speech.grammar import Grammar, Tag
from claimgraph.extract.speech.passage import Candidate, Reading
from claimgraph.extract.speech.patterns import Lexicon

Gender = Literal["masculine", "feminine"]


class Evidence(NamedTuple):
    """A gender, and whether it is sure enough to rule a person out."""

    gender: Gender
    firm: bool


TITLE = 6  # words before a name among which its title stands
BOTH = Tag.MASCULINE | Tag.FEMININE


def gender_of(r: Reading, person: Candidate) -> Evidence | None:
    """Return the gender of a named person as one place of a text shows it."""
    shown = _by_title(r, person) or _by_verb(r, person)
    if shown:
        return Evidence(shown, firm=True)
    return None if _is_oblique(r, person) else by_name(r.grammar, person.span.of(r.text))


def _is_oblique(r: Reading, person: Candidate) -> bool:
    """Tell whether the word before a name shows that the name is not in its base form."""
    before = r.tags[person.first - 1] if person.first else 0
    cased = r.grammar.speech.subjectless
    return cased and bool(before & Tag.PREPOSITION or (before >= Tag.NOUN and not before & Tag.SUBJECT))


def _by_title(r: Reading, person: Candidate) -> Gender | None:
    for n in range(person.first - 1, max(-1, person.first - 1 - TITLE), -1):
        tag = r.tags[n]
        if tag & Tag.BOUNDARY or (n in r.actors and r.actors[n].mention):
            return None
        if tag >= Tag.NOUN and tag & BOTH:
            return of_tags(tag)
    return None


def _by_verb(r: Reading, person: Candidate) -> Gender | None:
    """Return the gender of the verb after a name; only a language whose verbs have gender has such a tag there."""
    after = person.last + 1
    if after < len(r.tags) and r.tags[after] < Tag.NOUN and not r.tags[after] & Tag.CAPITAL:
        return of_tags(r.tags[after])
    return None


def by_name(grammar: Grammar, name: str) -> Evidence | None:
    """Return the gender of a given name, None for a surname alone and where both or neither fit.

    It is firm where the language file spells the name out, and not where only an ending fits.
    """
    parts = name.split()
    if len(parts) < 2:
        return None
    given, surname = parts[0], parts[-1]
    if given[-1] == surname[-1] and not grammar.feminine_surnames.entry(surname).tags:
        return None  # perhaps a genitive: pl `Wiktora Orbana`
    for firm in (True, False):
        masculine = _fits(grammar.masculine_names, given, firm=firm)
        feminine = _fits(grammar.feminine_names, given, firm=firm)
        if masculine != feminine:
            return Evidence("masculine" if masculine else "feminine", firm)
    return None


def _fits(names: Lexicon, given: str, *, firm: bool) -> bool:
    return names.spells(given) if firm else bool(names.entry(given).tags)


def of_tags(tags: int) -> Gender | None:
    """Return the gender that the tags of a pronoun, verb or noun show."""
    masculine, feminine = tags & (Tag.MASCULINE | Tag.HE), tags & (Tag.FEMININE | Tag.SHE)
    if bool(masculine) == bool(feminine):
        return None
    return "masculine" if masculine else "feminine"
