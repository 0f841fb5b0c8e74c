"""What a claim states, one thing at a time: its sentences, and the clauses in them that tell of a happening each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.extract.happenings.clauses import clauses
from claimgraph.extract.happenings.frames import event_type
from claimgraph.extract.happenings.story import Story
from claimgraph.extract.layout.sentences import sentences
from claimgraph.extract.speech.modality import polarity
from claimgraph.extract.speech.paragraph import Paragraph
from claimgraph.extract.speech.passage import Passage
from claimgraph.model import Assertion, Claim, Segment, Span

Words = tuple[Span, ...]
"""Pieces of one sentence, in text order."""


def assertions(story: Story, claims: Sequence[Claim]) -> tuple[Assertion, ...]:
    """Return what some claims state, in their order; `claim` of each is the number of the claim."""
    return tuple(
        _assertion(story, claim, number, words)
        for number, claim in enumerate(claims)
        for words in _stated(story, claim)
    )  # fmt: skip


def _stated(story: Story, claim: Claim) -> Iterator[Words]:
    """Yield the words of each thing that a claim states: a narrator's claim is one clause already."""
    if claim.form == "narrator":
        yield claim.spans
        return
    for span in claim.spans:
        paragraph = story.paragraph(span.start)
        if paragraph is None or not paragraph.segment.span.contains(span):
            yield (span,)
            continue
        yield from _of_span(story, paragraph, span)


def _of_span(story: Story, paragraph: Paragraph, span: Span) -> Iterator[Words]:
    segment = paragraph.segment
    for sentence in sentences(story.text, Segment(span, segment.lang, segment.role)):
        p = paragraph.reading.passage(sentence)
        if p.lo < p.hi:
            yield from _parted(story, p)


def _parted(story: Story, p: Passage) -> Iterator[Words]:
    """Yield the words of a sentence, apart for each clause that tells of a happening or counts something."""
    groups: list[list[Span]] = []
    telling = False
    for clause in clauses(p):
        spans = [p.span(lo, hi) for lo, hi in clause.parts]
        tells = bool(story.events_in(spans) or story.quantities_in(spans))
        if not groups or (tells and telling):
            groups.append([])
            telling = False
        groups[-1] += spans
        telling = telling or tells
    yield from (tuple(sorted(group)) for group in groups)


def _assertion(story: Story, claim: Claim, number: int, words: Words) -> Assertion:
    quantities, events = story.quantities_in(words), story.events_in(words)
    first = words[0].start <= claim.spans[0].start
    main = event_type(words, events, [story.quantities[n] for n in quantities])
    main = main or (claim.event if first or claim.form == "narrator" else None)
    named = [main] if main else []
    paragraph = story.paragraph(words[0].start)
    return Assertion(
        claim=number,
        span=Span(words[0].start, words[-1].end),
        events=tuple(dict.fromkeys([*named, *(event.type for event in events)])),
        polarity=polarity(paragraph.reading, words, claim.stance) if paragraph else claim.polarity,
        quantities=quantities,
        dates=story.dates_in(words),
    )
