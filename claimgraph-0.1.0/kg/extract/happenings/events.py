"""Events: the words of a text that name a happening of a known type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claimgraph.extract.lexicon import Lexicon, fold
from claimgraph.lang import language
from claimgraph.model import Event, Segment, Span


@cache
def _triggers(lang: str) -> Lexicon:
    return Lexicon(language(lang).happenings.triggers)


def find_events(text: str, segments: Sequence[Segment]) -> tuple[Event, ...]:
    """Return the triggers of events in text order; offsets are code points of the text, end exclusive.

    A longer phrase goes before a word in it: `declared a state of emergency` is one event.
    """
    folded = fold(text)
    hits = (hit for s in segments for hit in _triggers(s.lang).find(folded, s.span.start, s.span.end))
    return tuple(Event(hit.label, Span(hit.start, hit.end)) for hit in hits)
