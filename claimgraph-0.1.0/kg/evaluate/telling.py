"""The marked claims of a text as if they had been found, so that comparison is measured apart from finding claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claimgraph.evaluate.rows import Row
from claimgraph.extract.speech.claims import Claims
from claimgraph.extract.speech.grammar import stance
from claimgraph.extract.speech.modality import certainty, polarity
from claimgraph.extract.speech.paragraph import Paragraph
from claimgraph.extract.speech.tense import tense
from claimgraph.model import Claim, Form, Mention, Party, Span, Stance

SIEVE = "given"


@dataclass(frozen=True, slots=True)
class Given:
    """Rows of gold claims of a text and the mentions in it; called with what was found, returns the gold as claims."""

    rows: Sequence[Row]
    mentions: Sequence[Mention] = ()

    def __call__(self, found: Claims) -> list[Claim]:
        """Return the marked claims, read as found ones are; a speaker is whom the text's own reading has there."""
        return [_claim(row, found) for row in self.rows]


def _claim(row: Row, found: Claims) -> Claim:
    spans = tuple(Span(start, end) for start, end in row["spans"])
    cue = _span(row["cue"])
    paragraph = next((p for p in found.paragraphs if p.segment.span.overlaps(spans[0])), None)
    how: Stance = _stance(paragraph, cue) if paragraph and cue else "neutral"
    form: Form = row["form"]
    return Claim(
        spans=spans,
        lang=row["lang"],
        form=form,
        sieve=SIEVE,
        speaker=_speaker(_span(row["speaker"]), found),
        cue=cue,
        stance=how,
        polarity=polarity(paragraph.reading, spans, how) if paragraph else "pos",
        certainty=certainty(paragraph.reading, spans, how) if paragraph else "certain",
        tense=tense(paragraph.reading, spans, how) if paragraph else (),
    )


def _span(row: Row | None) -> Span | None:
    return Span(row["start"], row["end"]) if row else None


def _stance(paragraph: Paragraph, cue: Span) -> Stance:
    tags = 0
    for tag in paragraph.reading.tags_in(cue):
        tags |= tag
    return stance(tags)


def _speaker(span: Span | None, found: Claims) -> Party | None:
    """Return the speaker at some words: who was found there, else whom the first mention in them denotes."""
    if span is None:
        return None
    parties: Iterable[Party] = (claim.speaker for claim in found.claims if claim.speaker)
    known = next((party for party in parties if party.entity and party.span.overlaps(span)), None)
    mention = next((m for m in found.mentions if m.entity and span.contains(m.span)), None)
    return Party(span, known.entity if known else mention.entity if mention else None)
