"""Which form of a noun phrase can be a subject: by listed forms, by names in records, by agreement with a verb."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extract.happenings.phrases import Phrase
from claimgraph.extract.lexicon import fold
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.lang import language
from claimgraph.link.known import known

VOWELS = frozenset("aeiouyąęóáéěíúůýаеєиіїоуюяыэ")
FEMININE = ("a", "а", "я", "о", "e", "е")
"""Endings of names whose forms for subject and object differ."""
PARTICLE = 3
"""Letters of words like `to` and `це`, which open a phrase and show no case."""


def agrees(p: Passage, first: int, phrase: Phrase, lang: str) -> bool:
    """Tell whether a noun phrase can be the subject of the verb at word `first`, by the endings of both."""
    if p.word(phrase.first)[0].isdigit() or p.any(phrase.first, phrase.end, Tag.COORDINATOR):
        return True
    if phrase.head and (phrase.head.is_person or phrase.head.kind == "pronoun"):
        return True
    word = fold(p.word(first))
    table = language(lang).happenings.roles.voice.agreement
    ending = next((e for e in sorted(table, key=lambda e: (-len(e), e)) if word.endswith(e)), None)
    if ending is None:
        return True
    noun = phrase.first
    if len(p.word(noun)) <= PARTICLE and noun + 1 < phrase.end:
        noun += 1
    return _fits(fold(p.word(noun)), table[ending].split())


def _fits(noun: str, endings: Sequence[str]) -> bool:
    return any(noun.endswith(e) if e != "-" else noun[-1] not in VOWELS for e in endings)


def is_oblique(p: Passage, phrase: Phrase) -> bool:
    """Tell whether the form of a noun phrase shows that it is no subject."""
    first = next(iter(p.actors(phrase.first, phrase.end)), None)
    if first is None:
        return False
    if first.kind == "noun":
        return not p.tag(first.first) & Tag.SUBJECT
    if first.kind == "pronoun":
        return bool(p.tag(first.first) & Tag.OBJECT)
    return p.word(first.last).endswith(p.grammar.speech.oblique_names or ("\0",))


def is_subject(p: Passage, phrase: Phrase) -> bool:
    """Tell whether the form of a noun phrase shows that it is a subject."""
    first = next(iter(p.actors(phrase.first, phrase.end)), None)
    if first is None:
        return False
    if first.mention is not None:
        return is_base_form(first.mention.entity or "", first.span.of(p.text))
    return first.kind == "noun" and bool(p.tag(first.first) & Tag.SUBJECT)


def is_base_form(entity: str, words: str) -> bool:
    """Tell whether some words are the name of a record in the form that a subject has, and in no other."""
    record = known().get(entity.removeprefix("known:"))
    names = record.names.values() if record else ()
    return words.endswith(FEMININE) and any(words in listed for listed in names)
