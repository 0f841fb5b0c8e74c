"""One text as it is compared, be it gold or prediction: its names, attributed claims and quantities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from claimgraph.model import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A mention; a `neutral` one is neither asked for nor held against who finds it, as all that are no names."""

    span: Span
    type: str
    named: bool = True
    neutral: bool = False
    entity: str | None = None
    qid: str | None = None
    score: float | None = None
    """How sure the link to the item is, where the system tells it."""
    held: bool = False
    """Of gold: whether its item is among those that can be linked to, in the index or the shipped records."""


@dataclass(frozen=True, slots=True)
class Said:
    """An attributed claim: its words, and its speaker by words and by entity."""

    spans: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    speaker: tuple[Span, ...] = ()
    speaker_words: tuple[str, ...] = ()
    entities: frozenset[str] = frozenset()
    qids: frozenset[str] = frozenset()
    form: str = "?"
    lang: str = "?"
    neutral: bool = False
    event: str | None = None
    sieve: str = ""

    @property
    def has_speaker(self) -> bool:
        """Whether a speaker is given."""
        return bool(self.speaker_words or self.entities)

    @property
    def extent(self) -> Span:
        """The words from the first to the last piece."""
        return Span(min(s.start for s in self.spans), max(s.end for s in self.spans))


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity."""

    span: Span
    measure: str
    value: float | None
    comparator: str
    neutral: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that name a date, and the date in ISO form as far as it is known; `-` where it can't be known."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with what is marked in it, and its day if the gold tells; mentions outside the `window` don't count."""

    id: str
    lang: str
    text: str
    names: tuple[Name, ...] = ()
    claims: tuple[Said, ...] = ()
    quantities: tuple[Count, ...] = ()
    dates: tuple[Dated, ...] = ()
    published: str | None = None
    window: Span | None = None

    def within(self, window: Span | None) -> Text:
        """Return the text with the names of a window alone."""
        if window is None:
            return self
        return replace(self, names=tuple(name for name in self.names if window.contains(name.span)))


def shared(left: Span, right: Span) -> int:
    """Return how many characters two spans share."""
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def touch(left: Iterable[Span], right: Iterable[Span]) -> bool:
    """Tell whether any two spans share a character."""
    others = tuple(right)
    return any(shared(a, b) for a in left for b in others)
