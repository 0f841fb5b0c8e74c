"""A model's answer becomes claims: each quotation is tied to words of the text, or the statement is dropped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from claimgraph.extractors.anchors import Anchors
from claimgraph.model import Claim, Form, Party, Segment, Span

CONFIDENCE: Final = 0.5
"""Prior of a claim that only a model found: an estimate, not a calibrated probability."""
SHORTEST: Final = 2
"""Words of the shortest content that is taken."""
_MARKS: Final = '«»„“”"‹›'


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a model copied from the text for one statement."""

    speaker: str
    content: str | list[str]
    cue: str | None = None


def statements(answer: str) -> list[Pointed | None]:
    """Return what an answer lists, None for each item of another shape and for an answer that is no JSON object."""
    start, end = answer.find("{"), answer.rfind("}") + 1
    try:
        listed: Any = msgspec.json.decode(answer[start:end].encode("utf-8", "replace"))["claims"]
    except (msgspec.DecodeError, RecursionError, LookupError, TypeError):
        return [None]
    return [_pointed(item) for item in listed] if isinstance(listed, list) else [None]


def _pointed(item: object) -> Pointed | None:
    try:
        return msgspec.convert(item, type=Pointed)
    except msgspec.ValidationError:
        return None


def anchored(said: Pointed, anchors: Anchors, segments: Sequence[Segment], method: str) -> Claim | None:
    """Return a statement as a claim on its words; None unless content and speaker stand in the text."""
    pieces = [said.content] if isinstance(said.content, str) else said.content
    spans = tuple(_pieces(pieces, anchors))
    if len(spans) != len(pieces) or sum(len(s.of(anchors.text).split()) for s in spans) < SHORTEST:
        return None
    extent = Span(spans[0].start, spans[-1].end)
    speaker = anchors.nearest(said.speaker, extent)
    home = next((s for s in segments if s.span.contains(spans[0])), None)
    if speaker is None or home is None:
        return None
    cue = anchors.nearest(said.cue, extent) if said.cue else None
    form = _form(spans, anchors.text)
    return Claim(
        spans=spans,
        lang=home.lang,
        form=form,
        sieve=method,
        speaker=Party(speaker, None),
        cue=cue if cue and home.span.contains(cue) else None,
        fidelity="verbatim" if form == "direct" else "paraphrase",
        confidence=CONFIDENCE,
    )


def _pieces(pieces: Sequence[str], anchors: Anchors) -> Iterator[Span]:
    """Yield where the pieces of a content stand, each after the one before."""
    reached = 0
    for piece in pieces:
        place = next((span for span in anchors.find(piece) if span.start >= reached), None)
        if place is None:
            return
        place = anchors.quoted(place)
        yield place
        reached = place.end


def _form(spans: Sequence[Span], text: str) -> Form:
    """Return the form by the marks in and around the words: what a model says of it does not count."""
    words = [span.of(text) for span in spans]
    if all(piece[0] in _MARKS for piece in words):
        return "direct"
    return "mixed" if any(sign in piece for piece in words for sign in _MARKS) else "indirect"
