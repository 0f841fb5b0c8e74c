"""The verbs of attitude of a language, found in a text: where they stand, where their object may begin and must end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
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
    """A spelled-out pattern: the words before its object, and those behind it, which may be none."""

    type: str
    words: str
    behind: str
    persons: bool
    """Whether a person may be the object."""

    @property
    def before(self) -> re.Pattern[str]:
        """What finds the words before the object."""
        return _compiled(self.words)

    @property
    def after(self) -> re.Pattern[str] | None:
        """What finds the words behind the object, with the blanks before them."""
        return _compiled(f" {self.behind}") if self.behind else None


class Hit(NamedTuple):
    """A verb found in a text, with code points; `end` is where what stands before the object ends."""

    verb: Verb
    start: int
    end: int


@cache
def _compiled(words: str) -> re.Pattern[str]:
    parts = [ROOM if word == "~" else re.escape(word) + r"\s+" for word in words.split()]
    blank = r"\s+" if words.startswith(" ") else ""
    return re.compile(blank + "".join(parts).removesuffix(r"\s+") + r"(?!\w)")


class Phrases:
    """Words and phrases that may fill a gap; `*` in them stands for any letters."""

    def __init__(self, phrases: Iterable[str], patterns: Iterable[str] = ()) -> None:
        """Take spelled-out phrases, and expressions for further words."""
        listed = {tuple(phrase.split()) for phrase in phrases}
        single = {phrase[0] for phrase in listed if len(phrase) == 1}
        self._words = {word for word in single if "*" not in word}
        self._patterns = (*patterns, *map(_starred, sorted(single - self._words)))
        self._longer: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for phrase in listed:
            if len(phrase) > 1:
                self._longer[phrase[0]].append(phrase)

    def fill(self, gap: str) -> bool:
        """Tell whether a gap holds blanks and these phrases alone; it must start and end with a blank."""
        return gap[:1].isspace() and gap[-1:].isspace() and self._filled(gap.split())

    def _filled(self, words: Sequence[str]) -> bool:
        if not words:
            return True
        if (words[0] in self._words or self._spells(words[0])) and self._filled(words[1:]):
            return True
        return any(
            _same(phrase, words[: len(phrase)]) and self._filled(words[len(phrase) :])
            for phrase in self._longer.get(words[0], ())
        )

    def _spells(self, word: str) -> bool:
        return any(re.fullmatch(pattern, word) for pattern in self._patterns)


def _same(phrase: Sequence[str], words: Sequence[str]) -> bool:
    return len(phrase) == len(words) and all(map(fnmatchcase, words, phrase))


@dataclass(frozen=True, slots=True)
class Grammar:
    """What is known of a language for finding who takes which attitude to whom."""

    lang: str
    opening: re.Pattern[str]
    verbs: Mapping[str, tuple[Verb, ...]]
    """By their first word, the longest first."""
    between: Phrases
    """All that may stand between a subject and its verb."""
    within: Phrases
    """All that may stand between a verb and its object."""
    titled: Phrases
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
        lang=lang,
        opening=re.compile(rf"(?<!\w)(?:{'|'.join(sorted(verbs, key=len, reverse=True))})(?!\w)"),
        verbs=verbs,
        between=Phrases([*spell(table.between), *adverbials]),
        within=Phrases([*articles, *adverbials]),
        titled=Phrases([*articles, *adverbials, *titles], naming.peoples),
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
            verb = Verb(kind, before.strip(), after.strip(), mark == ANYBODY)
            found[before.split()[0]].append((len(form), verb))
    return {word: tuple(v for _, v in sorted(verbs, key=lambda e: -e[0])) for word, verbs in found.items()}


def _starred(phrase: str) -> str:
    return r"\s+".join(r"\w*".join(map(re.escape, word.split("*"))) for word in phrase.split())


@cache
def inflects(lang: str) -> bool:
    """Tell whether the names of a language have cases beyond the genitive."""
    return any(len(cases.split()) > 1 for _, cases in language(lang).naming.nouns)
