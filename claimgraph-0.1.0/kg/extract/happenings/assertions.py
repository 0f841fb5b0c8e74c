"""What a claim states, one thing at a time: its sentences, and the clauses in them that tell of a happening each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claimgraph.extract.happenings.clauses import clauses, has_verb
from claimgraph.extract.happenings.denoting import Denoter
from claimgraph.extract.happenings.frames import event_type
from claimgraph.extract.happenings.polarity import polarity
from claimgraph.extract.happenings.reporting import asked, reported, scene_of
from claimgraph.extract.happenings.roles import roles
from claimgraph.extract.happenings.scene import Scene, Told
from claimgraph.extract.happenings.story import Story
from claimgraph.extract.layout.sentences import sentences
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.paragraph import Paragraph
from claimgraph.extract.speech.passage import Passage
from claimgraph.model import Assertion, Claim, Filler, Party, Segment, Span

Words = tuple[Span, ...]
"""Pieces of one sentence, in text order."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a claim states: its words, and the happenings in it whose roles are known."""

    words: Words
    told: tuple[Told, ...] = ()


def assertions(story: Story, claims: Sequence[Claim]) -> tuple[Assertion, ...]:
    """Return what some claims state, in their order; `claim` of each is the number of the claim."""
    denoter = Denoter.of(story.cast, claims)
    found: list[Assertion] = []
    for number, claim in enumerate(claims):
        stated = [a for s in _stated(story, denoter, claim) for a in _asserted(story, claim, number, s)]
        found += _with_cue(story, denoter, claim, stated)
    return tuple(found)


def _with_cue(story: Story, denoter: Denoter, claim: Claim, stated: list[Assertion]) -> Iterator[Assertion]:
    """Yield what a claim states with what its reporting words add: whom they ask, accuse or blame."""
    scene = scene_of(story, denoter, claim.cue) if claim.cue and stated else None
    if scene is None or claim.cue is None:
        yield from stated
        return
    added = (*asked(scene, claim, claim.cue), *_blamed(story, claim, stated[0]))
    yield replace(stated[0], fillers=(*stated[0].fillers, *added))
    yield from stated[1:]
    said = [f for assertion in stated for f in assertion.fillers] + list(added)
    for told in (t for t in reported(scene, claim.cue) if not set(t.fillers) <= set(said)):
        yield Assertion(stated[0].claim, claim.spans[0], (told.event,), claim.polarity, told.fillers, told.event)


def _blamed(story: Story, claim: Claim, first: Assertion) -> Iterator[Filler]:
    """Yield the cause that reporting words give as a noun phrase: `blamed the state of the road`."""
    paragraph = story.paragraph(claim.spans[0].start)
    if claim.event != "Cause" or paragraph is None or any(f.role == "cause" for f in first.fillers):
        return
    p = paragraph.reading.passage(claim.spans[0], bare=True)
    if not has_verb(p, p.lo, p.hi) and len(claim.spans) == 1:
        yield Filler("cause", claim.spans[0])


def _stated(story: Story, denoter: Denoter, claim: Claim) -> Iterator[Statement]:
    """Yield each thing that a claim states: a narrator's claim is one clause already."""
    if claim.form == "narrator":
        yield _narrated(story, denoter, claim)
        return
    for span in claim.spans:
        paragraph = story.paragraph(span.start)
        if paragraph is None or not paragraph.segment.span.contains(span):
            yield Statement((span,))
            continue
        yield from _of_span(story, denoter, paragraph, (claim, span))


def _narrated(story: Story, denoter: Denoter, claim: Claim) -> Statement:
    """Return what the text itself states; who acts may stand in its sentence outside the words of the claim."""
    paragraph = story.paragraph(claim.spans[0].start)
    if paragraph is None:
        return Statement(claim.spans)
    first = paragraph.reading.at(claim.spans[0].start)
    for p in paragraph.sentences:
        if p.lo <= first < p.hi:
            p = replace(p, bare=True)
            own = [c for c in story.clauses(p) if c.holds(first)]
            told = (t for c in own for t in roles(Scene(p, c, claim.lang, story, denoter)))
            return Statement(claim.spans, tuple(told))
    return Statement(claim.spans)


def _of_span(story: Story, denoter: Denoter, paragraph: Paragraph, part: tuple[Claim, Span]) -> Iterator[Statement]:
    """Yield what is stated in one piece of a claim."""
    (claim, span), segment = part, paragraph.segment
    for sentence in sentences(story.text, Segment(span, segment.lang, segment.role)):
        p = paragraph.reading.passage(sentence, bare=True)
        if p.lo < p.hi:
            speaker = _meant(claim, p) if sentence.start == claim.spans[0].start else None
            yield from _parted(story, denoter, p, (segment.lang, speaker))


def _meant(claim: Claim, p: Passage) -> Party | None:
    """Return the speaker where a verb without subject, or a promise in the infinitive, says what he does."""
    implied = p.grammar.speech.subjectless and claim.form in ("indirect", "mixed") and claim.stance != "directive"
    promised = claim.stance == "commissive" and p.any(p.lo, p.lo + 1, Tag.INFINITIVE | Tag.INFINITIVE_MARK)
    return claim.speaker if implied or promised else None


def _parted(story: Story, denoter: Denoter, p: Passage, spoken: tuple[str, Party | None]) -> Iterator[Statement]:
    """Yield the words of a sentence, apart for each clause that tells of a happening or counts something."""
    groups: list[list[Span]] = []
    told: list[list[Told]] = []
    telling = False
    lang, speaker = spoken
    for clause in clauses(p):
        spans = [p.span(lo, hi) for lo, hi in clause.parts]
        tells = bool(story.events_in(spans) or story.quantities_in(spans))
        if not groups or (tells and telling):
            groups.append([])
            told.append([])
            telling = False
        groups[-1] += spans
        told[-1] += roles(Scene(p, clause, lang, story, denoter, speaker))
        speaker = None
        telling = telling or tells
    yield from (Statement(tuple(sorted(g)), tuple(t)) for g, t in zip(groups, told, strict=True))


def _asserted(story: Story, claim: Claim, number: int, statement: Statement) -> Iterator[Assertion]:
    """Yield what is stated with the roles of its main happening, then the other happenings in it that have roles."""
    whole = _assertion(story, claim, number, statement.words)
    main = next((t for t in statement.told if whole.events[:1] == (t.event,)), None)
    main = main or next(iter(statement.told), None)
    if main is None:
        yield whole
        return
    events = tuple(dict.fromkeys([*whole.events, main.event]))
    yield replace(whole, fillers=main.fillers, events=events, told=main.event)
    for other in statement.told:
        if other is not main and len(other.fillers) > 1:
            spans = [other.trigger, *(f.span for f in other.fillers)]
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            yield Assertion(number, span, (other.event,), whole.polarity, other.fillers, other.event)


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
        polarity=polarity(paragraph, words, claim) if paragraph else claim.polarity,
        quantities=quantities,
        dates=story.dates_in(words),
    )
