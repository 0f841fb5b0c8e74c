"""Names of persons, organizations and places in a text, with an entity that is local to the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.extract.naming.agreement import agree
from claimgraph.extract.naming.doubt import confirmed, countries
from claimgraph.extract.naming.encoded import EncodedNames
from claimgraph.extract.naming.homonyms import told_apart
from claimgraph.extract.naming.identity import identify
from claimgraph.extract.naming.line import Line
from claimgraph.extract.naming.name import Name, longest
from claimgraph.extract.naming.outlets import publishing
from claimgraph.extract.naming.persons import spread, surnames
from claimgraph.extract.naming.proposals import propose
from claimgraph.extract.naming.support import UNCERTAIN, Support
from claimgraph.extract.naming.tagger import Tagger, tag
from claimgraph.extract.naming.teams import clubs
from claimgraph.extract.tokens import mask, split_sentences, tokenize
from claimgraph.lang import language
from claimgraph.model import Mention, Segment


def find_names(
    text: str, segments: Sequence[Segment], tagger: Tagger = tag, outlets: Sequence[str] = ()
) -> tuple[Mention, ...]:
    """Return the names in text order, form `name`; they don't overlap.

    `outlets` are names of those who publish the text: organizations wherever the text names them. The encoder
    reads the words around a name; of what a model of single words proposes, the document must support the beginning.
    The entity is `known:<key>` where a shipped record is meant, else the kind and the fullest name of it in this
    document, as in `PER:Akezhan Kazhegeldin`.
    """
    lines = list(_lines(mask(text), segments))
    names = [name for line in lines for name in propose(line, tagger)]
    names = publishing(text, lines, outlets, _complete(text, lines, names))
    if not isinstance(tagger, EncodedNames):
        names = list(Support.of(text, [line.tokens for line in lines], names).revise(text, names))
    names = clubs(text, told_apart(text, agree(text, longest(names))))
    return identify(text, names)


def _lines(text: str, segments: Sequence[Segment]) -> Iterator[Line]:
    for segment in segments:
        table = language(segment.lang)
        tokens = tokenize(text, segment.span.start, segment.span.end, table.naming.clitics)
        for part in split_sentences(tokens, frozenset(table.layout.abbreviations)):
            yield Line.of(part, segment.lang)


def _complete(text: str, lines: Sequence[Line], names: list[Name]) -> list[Name]:
    """Add what the document has settled: surnames of persons named in full, doubtful names of its countries."""
    known_surnames = surnames(text, names)
    alone = [name for line in lines for name in spread(line.tokens, line.lang, known_surnames)]
    meant = countries(names)
    alone += [line.name(part) for line in lines for part in confirmed(line, meant)]
    return longest([*(name for name in names if name.method not in UNCERTAIN), *alone, *names])
