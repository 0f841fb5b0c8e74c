"""The marked names of a text as if they had been found, so that identity is measured apart from finding names."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from claimgraph.evaluate.record import Text
from claimgraph.extract.layout.segment import segment
from claimgraph.extract.naming.gazetteer import gazetteer
from claimgraph.extract.naming.identity import identify
from claimgraph.extract.naming.name import Name
from claimgraph.extract.tokens import tokenize
from claimgraph.lang import installed, language
from claimgraph.link.known import Known, known
from claimgraph.link.peoples import country_of_adjective, country_of_people
from claimgraph.link.spelling import bare
from claimgraph.model import Annotation, Document, Kind, Metadata, Segment, Span

METHOD = "given"
_KINDS: dict[str, Kind] = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}


def given(text: Text) -> Annotation:
    """Return a text with the names of its gold that count; their entities hold within the document only."""
    segments = segment(text.text, text.lang)
    names = sorted(_names(text, segments))
    return Annotation(
        document=Document(text.id, text.text, text.lang),
        lang=installed(text.lang) or text.lang,
        sha256=hashlib.sha256(text.text.encode("utf-8")).hexdigest(),
        metadata=Metadata(),
        segments=segments,
        mentions=identify(text.text, names),
        quantities=(),
        dates=(),
        claims=(),
    )


def _names(text: Text, segments: Sequence[Segment]) -> Iterator[Name]:
    marked = [name for name in text.names if not name.neutral and name.type in _KINDS]
    read = [_Words(bare(name.span.of(text.text)), _language(name.span, segments, text.lang)) for name in marked]
    certain = {key for words in read for key in words.keys(doubtful=False)}
    countries = {known()[key].country or key for key in certain}
    for name, words in zip(marked, read, strict=True):
        kind = _KINDS[name.type]
        keys = words.keys(doubtful=False) or tuple(key for key in words.keys(doubtful=True) if key in certain)
        keys = tuple(key for key in keys if (known()[key].kind == "PER") == (kind == "PER"))
        people = None if keys else words.people()
        if people and _may_be(known()[people], kind, countries):
            kind, keys = known()[people].kind, (people,)
        yield Name(name.span.start, name.span.end, kind, METHOD, words.lang, keys)


def _may_be(record: Known, kind: Kind, countries: Collection[str]) -> bool:
    """Tell whether a word may name a party, as the text speaks of its country, or people of a country."""
    return record.country in countries if record.kind == "ORG" else kind != "ORG"


def _language(span: Span, segments: Sequence[Segment], main: str) -> str:
    return next((s.lang for s in segments if s.span.start <= span.start < s.span.end), main)


@dataclass(frozen=True, slots=True)
class _Words:
    """A marked name in its language."""

    words: str
    lang: str

    def keys(self, *, doubtful: bool) -> tuple[str, ...]:
        """Return the shipped records whose name these words are, and nothing more."""
        code = installed(self.lang)
        if code is None:
            return ()
        tokens = tokenize(self.words, 0, len(self.words), language(code).naming.clitics)
        hits = [hit for hit in gazetteer(code).find(tokens) if hit.doubtful == doubtful]
        return tuple(key for hit in hits if (hit.first, hit.last) == (0, len(tokens) - 1) for key in hit.keys)

    def people(self) -> str | None:
        """Return the country of inhabitants and adjectives, the party of members: gold that marks these gives them its
        identity.
        """
        return country_of_people(self.words, self.lang) or country_of_adjective(self.words, self.lang)
