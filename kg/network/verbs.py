"""The verbs of attitude of a language, found in a text: where they stand, where their object may begin and must end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import msgspec

from claimgraph.extract.speech.patterns import expand
from claimgraph.lang import codes, language
from claimgraph.lang.attitudes import Attitudes
from claimgraph.link.inflection import forms

ROOM = r"(?:\w\S*\s+){0,3}?"
"""Up to three words, for a ` ~ ` of a pattern."""
ANYBODY, BODY = "_", "@"


class Verb(NamedTuple):
    """A spelled-out pattern: what stands before its object, and behind it."""

    type: str
    before: re.Pattern[str]
    after: re.Pattern[str] | None
    persons: bool
    """Whether a person may be the object."""


class Hit(NamedTuple):
    """A verb found in a text, with code points; `end` is where what stands before the object ends."""

    verb: Verb
    start: int
    end: int


def _joined(words: str) -> str:
    """Return the source of an expression for the words of a pattern."""
    parts = [ROOM if word == "~" else re.escape(word) + r"\s+" for word in words.split()]
    return "".join(parts).removesuffix(r"\s+")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What is known of a language for finding who takes which attitude to whom."""

    opening: re.Pattern[str]
    verbs: Mapping[str, tuple[Verb, ...]]
    """By their first word, the longest first."""
    between: re.Pattern[str]
    """All that may stand between a subject and its verb."""
    within: re.Pattern[str]
    """All that may stand between a verb and its object."""
    titled: re.Pattern[str]
    """The same before a person: titles and peoples too."""
    doubts: frozenset[str]
    prepositions: frozenset[str]
    coordinators: frozenset[str]
    negations: re.Pattern[str]
    follows: frozenset[str] | None
    """Words that may follow an object; None where any may, because cases tell what belongs to it."""
    genitives: tuple[str, ...]

    def find(self, folded: str) -> Iterator[Hit]:
        """Yield the verbs of a folded text with every reading, the longest first at each place."""
        for match in self.opening.finditer(folded):
            for verb in self.verbs[match[0]]:
                found = verb.before.match(folded, match.start())
                if found is not None:
                    yield Hit(verb, match.start(), found.end())


@cache
def grammar(lang: str) -> Grammar | None:
    """Return the grammar of an installed language that has verbs of attitude, else None."""
    table = language(lang).attitudes if lang in codes() else Attitudes()
    verbs = _verbs(table, lang)
    if not verbs:
        return None
    speech, naming = language(lang).speech, language(lang).naming
    spell = _Speller(speech.endings)
    adverbials, articles = spell(speech.adverbials), spell(naming.articles)
    titles = {form for title in naming.titles for form in (title, *forms(title, lang))}
    follows = (*speech.prepositions, *speech.conjunctions, *speech.coordinators, *speech.complementizers,
               *speech.question_words, *speech.as_words, *speech.infinitive, *speech.adverbials)  # fmt: skip
    return Grammar(
        opening=re.compile(rf"(?<!\w)(?:{'|'.join(sorted(verbs, key=len, reverse=True))})(?!\w)"),
        verbs=verbs,
        between=_sequence([*spell(table.between), *adverbials]),
        within=_sequence([*articles, *adverbials]),
        titled=_sequence([*articles, *adverbials, *sorted(titles)], naming.peoples),
        doubts=frozenset(spell(table.doubts)),
        prepositions=frozenset(spell((*speech.prepositions, *speech.genitive_prepositions, *speech.frames))),
        coordinators=frozenset(spell(speech.coordinators)),
        negations=re.compile(rf"(?<!\w)(?:{'|'.join(map(_starred, spell(speech.negations)))})(?!\w)"),
        follows=None if inflects(lang) else frozenset(form.split()[0] for form in spell(follows)),
        genitives=speech.genitives,
    )


class _Speller:
    """Spells patterns out."""

    def __init__(self, endings: Mapping[str, tuple[str, ...]]) -> None:
        self._endings = endings

    def __call__(self, patterns: Iterable[str]) -> list[str]:
        return [form for pattern in patterns for form in expand(pattern.replace("|", ","), self._endings)]


def _verbs(table: Attitudes, lang: str) -> dict[str, tuple[Verb, ...]]:
    """Return the verbs of a language by their first word."""
    found: dict[str, list[tuple[int, Verb]]] = defaultdict(list)
    for kind, patterns in msgspec.to_builtins(table).items():
        if kind in ("between", "doubts"):
            continue
        for form in _Speller(language(lang).speech.endings)(patterns):
            before, mark, after = re.split(r"([_@])", form, maxsplit=1)
            verb = Verb(
                kind,
                re.compile(_joined(before) + r"(?!\w)"),
                re.compile(rf"\s+{_joined(after)}(?!\w)") if after.strip() else None,
                mark == ANYBODY,
            )
            found[before.split()[0]].append((len(form), verb))
    return {word: tuple(v for _, v in sorted(verbs, key=lambda e: -e[0])) for word, verbs in found.items()}


def _sequence(phrases: Iterable[str], patterns: Iterable[str] = ()) -> re.Pattern[str]:
    """Return an expression for blanks with any of the phrases between them."""
    spelled = sorted({_starred(phrase) for phrase in phrases}, key=len, reverse=True)
    source = "|".join([*spelled, *patterns])
    return re.compile(rf"\s+(?:(?:{source})\s+)*" if source else r"\s+")


def _starred(phrase: str) -> str:
    return r"\s+".join(r"\w*".join(map(re.escape, word.split("*"))) for word in phrase.split())


@cache
def inflects(lang: str) -> bool:
    """Tell whether the names of a language have cases beyond the genitive."""
    return any(len(cases.split()) > 1 for _, cases in language(lang).naming.nouns)
