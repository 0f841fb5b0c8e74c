"""What a text states itself: clauses outside attributed words that tell of a happening or count something."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from claimgraph.extract.happenings.clauses import Clause, has_verb, may_be_verb
from claimgraph.extract.happenings.story import Story, taken
from claimgraph.extract.lexicon import fold, words
from claimgraph.extract.speech.draft import find_cues
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.modality import certainty, polarity
from claimgraph.extract.speech.paragraph import Paragraph, is_line_of_speech
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.subject import Cue
from claimgraph.extract.speech.tense import tense
from claimgraph.lang import language
from claimgraph.model import Claim, Event, Role, Span

SIEVE: Final = "narrator"
CONFIDENCE: Final = 0.87
"""Share of such claims that the text itself states and that are well cut: judged on 46 of gold/pairs/dev."""
READ: Final[frozenset[Role]] = frozenset({"title", "body"})
DECLARED: Final = frozenset({
    "Appoint", "Ceasefire", "DeclareEmergency", "DeclareMourning", "Dismiss", "RequestHelp", "Resign", "RestrictAccess",
    "Sanction", "SecurityOperation", "ShootOrder",
})  # fmt: skip
"""Acts that are done with a reporting word: to declare an emergency, to announce one's resignation."""
SAID: Final = frozenset({"Cause", "Charge", "Concern"})
"""What reporting words themselves are triggers of, and what follows them is attributed: to blame, to accuse."""
FRAMES: Final = Tag.FRAME | Tag.WEAK_FRAME | Tag.PRONOUN_FRAME | Tag.FRAME_BEHIND
FAINT: Final = frozenset({"Concern", "EndStage", "HoldOffice", "Pay", "Search", "Train", "Agree", "Meet", "Elect"})
"""Types whose triggers tell of nothing to compare unless somebody or a place is named beside them."""
SEVERAL = 2
"""Triggers in a clause that tells of a happening though nobody and no place is named."""
SHORTEST = 3
"""Words of the shortest clause that states something."""


@cache
def _attributing(lang: str) -> re.Pattern[str]:
    return re.compile(words(language(lang).happenings.attributing))


def narrated(story: Story, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims of the text itself, in text order; the words of `claims`, the attributed ones, are left out."""
    told = taken(claims)
    return tuple(claim for paragraph in story.paragraphs for claim in _of_paragraph(story, paragraph, told))


def _of_paragraph(story: Story, paragraph: Paragraph, told: Sequence[Span]) -> Iterator[Claim]:
    if paragraph.segment.role not in READ or is_line_of_speech(paragraph):
        return
    for p in paragraph.sentences:
        if p.any(p.lo, p.hi, Tag.STOP) and "?" in p.span(p.lo, p.hi).of(story.text):
            continue
        if all(_is_told((span,), told) for span in _telling(story, p)):
            continue
        for clause in story.clauses(p):
            spans = _words(p, clause)
            if not spans or _is_told(spans, told) or _is_conditional(p, clause, paragraph.segment.lang):
                continue
            if _states(story, p, clause, spans) and not _is_counted_by(story, spans, paragraph.segment.lang):
                yield _claim(paragraph, spans)


def _telling(story: Story, p: Passage) -> Iterator[Span]:
    """Yield the words of a sentence that tell of a happening, count something or name a day."""
    whole = (p.span(p.lo, p.hi),)
    yield from (event.trigger for event in story.events_in(whole))
    yield from (story.quantities[n].span for n in story.quantities_in(whole))
    yield from (story.dates[n].span for n in story.dates_in(whole))


def _is_counted_by(story: Story, spans: Sequence[Span], lang: str) -> bool:
    """Tell whether a verb makes what a clause says somebody's count or opinion."""
    return any(_attributing(lang).search(story.folded, span.start, span.end) for span in spans)


def _claim(paragraph: Paragraph, spans: tuple[Span, ...]) -> Claim:
    reading = paragraph.reading
    return Claim(
        spans=spans,
        lang=paragraph.segment.lang,
        form="narrator",
        sieve=SIEVE,
        polarity=polarity(reading, spans, "neutral"),
        certainty=certainty(reading, spans, "neutral"),
        tense=tense(reading, spans, "neutral"),
        confidence=CONFIDENCE,
    )


def _words(p: Passage, clause: Clause) -> tuple[Span, ...]:
    """Return the words of a clause up to the end of the part with its verb, without what joins it to others."""
    told = [number for number, (lo, hi) in enumerate(clause.parts) if has_verb(p, lo, hi)]
    parts = (_trimmed(p, clause, part) for part in clause.parts[: told[0] + 1 if told else None])
    return tuple(p.span(lo, hi) for lo, hi in parts if hi > lo)


def _trimmed(p: Passage, clause: Clause, part: tuple[int, int]) -> tuple[int, int]:
    lo, hi = part
    joints = Tag.COORDINATOR | Tag.JOINING | (Tag.CONJUNCTION | Tag.COMPLEMENTIZER if clause.is_subordinate else 0)
    while part == clause.parts[0] and lo < hi and p.tag(lo) & joints and lo not in p.r.actors:
        lo += 1
    while hi > lo and not p.tag(hi - 1) & (Tag.WORD | Tag.CLOSING) and not p.tag(hi - 1) & Tag.NUMBER:
        hi -= 1
    return lo, hi


def _is_told(spans: Sequence[Span], told: Sequence[Span]) -> bool:
    """Tell whether some words share a character with attributed or reporting words."""
    start, end = spans[0].start, spans[-1].end
    near = told[: bisect_right(told, end, key=lambda s: s.start)]
    return any(s.overlaps(span) for s in near if s.end > start for span in spans)


def _states(story: Story, p: Passage, clause: Clause, spans: Sequence[Span]) -> bool:
    """Tell whether a clause tells of something that can be compared, and says so itself."""
    events = story.events_in(spans)
    counted = bool(story.quantities_in(spans)) or (_is_main(clause) and _is_dated(story, spans))
    if not counted and len(events) < SEVERAL:
        around = _numbers(clause, clause.source)
        if not any(_matters(p, around, event) for event in events):
            return False
    return _is_plain(p, clause) and not _is_attributed(p, clause, events)


def _is_plain(p: Passage, clause: Clause) -> bool:
    """Tell whether a clause has a verb, stands in no quotation and speaks of no `I` or `you`."""
    tags = p.r.tags
    stated = [n for n in _numbers(clause) if tags[n] & Tag.WORD]
    if len(stated) < SHORTEST or not any(has_verb(p, lo, hi) for lo, hi in clause.parts):
        return False
    return sum(p.is_quoted(n) for n in stated) * 2 <= len(stated) and not any(tags[n] & Tag.SPEAKING for n in stated)


def _is_main(clause: Clause) -> bool:
    return not clause.is_relative and not clause.is_subordinate


def _is_dated(story: Story, spans: Sequence[Span]) -> bool:
    """Tell whether a clause says on which day something happened."""
    return any(story.dates[n].date.precision in ("day", "minute") for n in story.dates_in(spans))


def _is_attributed(p: Passage, clause: Clause, events: Sequence[Event]) -> bool:
    """Tell whether words of a clause show that somebody else states it, though it was not found who."""
    numbers = _numbers(clause)
    first = numbers[0]
    if p.any(first + 1, numbers[-1] - 1, Tag.COMPLEMENTIZER) or any(p.tag(n) & FRAMES for n in numbers):
        return True
    if p.tag(first) & Tag.COMPLEMENTIZER and not may_be_verb(p, p.skip(first + 1, p.hi, Tag.BETWEEN)):
        return True
    cues = [cue for cue in find_cues(p) if clause.holds(cue.first)]
    return any(_reports(p, cue) and not _is_act(p, cue, events) for cue in cues)


def _numbers(*parts: Clause | None) -> list[int]:
    return [n for clause in parts if clause for lo, hi in clause.parts for n in range(lo, hi)]


def _is_conditional(p: Passage, clause: Clause, lang: str) -> bool:
    """Tell whether a clause says under which condition, or to what end, something is: not that it is."""
    opening = fold(p.word(clause.parts[0][0]))
    return opening in language(lang).happenings.conditions


def _reports(p: Passage, cue: Cue) -> bool:
    """Tell whether a reporting word reports: no noun behind a preposition, and beside a quotation if it needs one."""
    return (bool(cue.tags & Tag.CUE) and not p.tag(cue.first - 1) & Tag.PREPOSITION) or (
        bool(cue.tags & Tag.VOICED) and bool(p.quotes())
    )


def _is_act(p: Passage, cue: Cue, events: Sequence[Event]) -> bool:
    """Tell whether a reporting word tells of an act: it belongs to the words for it, or the act is done by words."""
    span = p.span(cue.first, cue.end)
    return any((span.overlaps(e.trigger) and e.type not in SAID) or _is_declared(p, cue, e) for e in events)


def _is_declared(p: Passage, cue: Cue, event: Event) -> bool:
    """Tell whether an act is done by the reporting word before it, no other verb between them."""
    if event.type not in DECLARED or event.trigger.start < p.r.ends[cue.end - 1]:
        return False
    return not has_verb(p, cue.end, p.r.at(event.trigger.start))


def _matters(p: Passage, numbers: Sequence[int], event: Event) -> bool:
    """Tell whether somebody, a place, a figure or a date stands beside the trigger of an event."""
    actors = [p.r.actors[n] for n in numbers if n in p.r.actors]
    beside = [a for a in actors if not a.tags & Tag.IT and not event.trigger.overlaps(a.span)]
    named = any(a.mention is not None for a in beside)
    return named if event.type in FAINT else bool(beside)
