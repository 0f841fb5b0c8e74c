"""Names of persons, organizations and places in a text, with an entity that is local to the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimgraph.extract.agreement import agree
from claimgraph.extract.identity import identify
from claimgraph.extract.name import Name, longest
from claimgraph.extract.persons import spread, surnames
from claimgraph.extract.proposals import propose
from claimgraph.extract.support import UNCERTAIN, Support
from claimgraph.extract.tokens import Token, mask, split_sentences, tokenize
from claimgraph.lang import language
from claimgraph.model import Mention, Segment


class Sentence(NamedTuple):
    """The words of one sentence."""

    lang: str
    tokens: list[Token]


def find_names(text: str, segments: Sequence[Segment]) -> tuple[Mention, ...]:
    """Return the names in text order, form `name`; they don't overlap.

    The entity is `known:<key>` where a shipped record is meant, else the kind and the fullest name of it in this
    document, as in `PER:Akezhan Kazhegeldin`.
    """
    sentences = list(_sentences(mask(text), segments))
    names = [name for sentence in sentences for name in propose(sentence.tokens, sentence.lang)]
    names = _complete(text, sentences, names)
    support = Support.of(text, [sentence.tokens for sentence in sentences], names)
    names = agree(text, longest(support.revise(text, names)))
    return identify(text, names)


def _sentences(text: str, segments: Sequence[Segment]) -> Iterator[Sentence]:
    for segment in segments:
        table = language(segment.lang)
        tokens = tokenize(text, segment.span.start, segment.span.end, table.naming.clitics)
        for part in split_sentences(tokens, frozenset(table.layout.abbreviations)):
            yield Sentence(segment.lang, part)


def _complete(text: str, sentences: Sequence[Sentence], names: list[Name]) -> list[Name]:
    """Add the surnames of persons whose full name stands elsewhere in the document."""
    known_surnames = surnames(text, names)
    alone = [name for lang, tokens in sentences for name in spread(tokens, lang, known_surnames)]
    return longest([*(name for name in names if name.method not in UNCERTAIN), *alone, *names])
