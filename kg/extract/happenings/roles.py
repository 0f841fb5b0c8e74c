"""Who did what to whom in a clause: the frames of a language matched, and the noun phrases around them as roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from claimgraph.extract.happenings.clauses import Clause, may_be_verb
from claimgraph.extract.happenings.denoting import Denoter
from claimgraph.extract.happenings.phrases import Phrase, behind
from claimgraph.extract.happenings.story import Story
from claimgraph.extract.happenings.voice import Around, Verb, around, forms, verb_at
from claimgraph.extract.lexicon import Lexicon, any_of, fold
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.lang import language
from claimgraph.lang.happenings import Frame
from claimgraph.model import Filler, Span

REACH: Final = 12
"""Words behind a verb among which a preposition still belongs to it."""
PERSONAL: Final = frozenset({"Resign", "Dismiss", "Appoint", "HoldOffice", "Elect", "Charge", "RequestHelp", "Arrest"})
"""Types whose agent is somebody: a place or an unknown noun is none."""
THINGS: Final = frozenset({"cause", "effect", "office", "topic", "target", "means"})
"""Roles that any noun can play, known or not."""


@dataclass(frozen=True, slots=True)
class Told:
    """A happening in a clause: its type, the words for it, and who plays which role."""

    event: str
    trigger: Span
    fillers: tuple[Filler, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One clause of a sentence, with what is needed to tell who is meant in it."""

    p: Passage
    clause: Clause
    lang: str
    story: Story
    denoter: Denoter

    @property
    def folded(self) -> str:
        """The text in lower case."""
        return self.story.folded


@cache
def _frames(lang: str) -> tuple[tuple[Frame, ...], Lexicon]:
    frames = language(lang).happenings.roles.frames
    return frames, Lexicon({str(number): frame.words for number, frame in enumerate(frames)})


@cache
def _marks(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{any_of(words)}(?!\w)")


def roles(scene: Scene) -> list[Told]:
    """Return the happenings of a clause whose roles its words tell, in text order."""
    frames, lexicon = _frames(scene.lang)
    p, found = scene.p, []
    for lo, hi in scene.clause.parts:
        span = p.span(lo, hi)
        for hit in lexicon.find(scene.folded, span.start, span.end):
            frame = frames[int(hit.label)]
            first, end = p.r.at(hit.start), p.r.before(hit.end)
            fillers = list(_distinct(_of_frame(scene, frame, first, end)))
            if fillers:
                found.append(Told(frame.event, Span(hit.start, hit.end), tuple(fillers)))
    return found


def _of_frame(scene: Scene, frame: Frame, first: int, end: int) -> Iterator[Filler]:
    if frame.noun:
        yield from _of_noun(scene, frame, end)
    else:
        verb = verb_at(scene.p, scene.clause, first, end, scene.lang)
        if verb is None:
            return
        yield from _of_verb(scene, frame, verb)
    for role, words in frame.marks.items():
        yield from _filled(scene, frame, role, _marked(scene, words, first + 1))


def _of_verb(scene: Scene, frame: Frame, verb: Verb) -> Iterator[Filler]:
    found = around(verb)
    if verb.form == "passive" and frame.after:
        done_by = _marked(scene, language(scene.lang).happenings.roles.voice.by, verb.end)
        found = Around(done_by, found.subject)
    yield from _filled(scene, frame, frame.before, found.subject)
    yield from _filled(scene, frame, frame.after, found.object)


def _of_noun(scene: Scene, frame: Frame, end: int) -> Iterator[Filler]:
    p, limit = scene.p, _limit(scene, end)
    by = forms(scene.lang, "by")
    agent = behind(p, end + 1, limit) if end < limit and by.fullmatch(fold(p.word(end))) else None
    if agent:
        first = next(iter(p.actors(agent.first, agent.end)), None)
        stop = first.last + 1 if first else agent.end
        yield from _filled(scene, frame, frame.before, Phrase(agent.first, stop, first))
        yield from _filled(scene, frame, frame.after, behind(p, stop, limit))
        return
    yield from _filled(scene, frame, frame.after, behind(p, end, limit))
    yield from _filled(scene, frame, frame.before, _marked(scene, language(scene.lang).happenings.roles.voice.by, end))


def _limit(scene: Scene, n: int) -> int:
    return next((hi for lo, hi in scene.clause.parts if lo <= n < hi), n)


def _marked(scene: Scene, words: Sequence[str], start: int) -> Phrase | None:
    """Return the noun phrase behind the first of some prepositions after a verb."""
    p, limit = scene.p, _limit(scene, start)
    pattern = _marks(tuple(words))
    for n in range(start, min(limit, start + REACH)):
        if may_be_verb(p, n) and n > start and n not in p.r.actors and not p.tag(n) & Tag.PREPOSITION:
            return None
        match = pattern.match(scene.folded, p.r.starts[n])
        if match and words:
            return _governed(p, p.r.at(match.end()), limit)
    return None


def _governed(p: Passage, n: int, limit: int) -> Phrase | None:
    """Return the noun phrase behind a preposition, none where the word before makes an infinitive of what follows."""
    if p.tag(n - 1) & Tag.INFINITIVE_MARK and n not in p.r.actors and not p.tag(n) & (Tag.DETERMINER | Tag.CAPITAL):
        return None
    return behind(p, n, limit)


def _filled(scene: Scene, frame: Frame, role: str, phrase: Phrase | None) -> Iterator[Filler]:
    """Yield who plays a role, none where the words can't be one who does."""
    if not role or phrase is None or not _fits(scene, frame, role, phrase):
        return
    p = scene.p
    for part in (_cut(scene, phrase), *_joined(p, phrase)):
        speaker, head = part.speaker(p), part.head
        country = scene.denoter.country(speaker.span) if _is_force(scene, part) else None
        named = head is not None and head.mention is not None and head.mention.span
        unknown = head is None or (role == "office" and not named)
        yield Filler(role, named or speaker.span, country or (None if unknown else scene.denoter.entity(speaker)))


def _cut(scene: Scene, phrase: Phrase) -> Phrase:
    """Return a phrase without a date at its end, and without what prepositions add that tells of no other actor."""
    p = scene.p
    dates = scene.story.dates_from(p.r.starts[phrase.first], p.r.ends[phrase.end - 1])
    stops = [p.r.at(start) for start in dates]
    after = phrase.head.last if phrase.head else phrase.first
    stops += [n for n in range(after + 1, phrase.end) if p.tag(n) & Tag.PREPOSITION and not p.tag(n) & Tag.GENITIVE]
    stops += [n for n in range(after + 1, phrase.end) if p.tag(n) & Tag.COORDINATOR and n + 1 in p.r.actors]
    end = min([n for n in stops if n > phrase.first], default=phrase.end)
    return Phrase(phrase.first, end, phrase.head)


def _joined(p: Passage, phrase: Phrase) -> Iterator[Phrase]:
    """Yield the other names that a conjunction joins to the head of a phrase."""
    if phrase.head is None or phrase.head.mention is None:
        return
    for actor in p.actors(phrase.head.last + 1, phrase.end):
        if actor.mention and p.tag(actor.first - 1) & (Tag.COORDINATOR | Tag.COMMA):
            yield Phrase(actor.first, actor.last + 1, actor)


def _fits(scene: Scene, frame: Frame, role: str, phrase: Phrase) -> bool:
    head = phrase.head
    if head is None:
        return role in THINGS or frame.event not in PERSONAL
    if role in ("agent", "patient") and frame.event in PERSONAL:
        return head.kind != "place" or frame.event == "RequestHelp"
    return True


def _is_force(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a phrase names those through whom a state acts."""
    words = fold(scene.p.span(phrase.first, phrase.end).of(scene.p.text)).split()
    return any(word.startswith(language(scene.lang).happenings.roles.forces or ("\0",)) for word in words)


def _distinct(fillers: Iterator[Filler]) -> Iterator[Filler]:
    seen: set[Span] = set()
    for filler in fillers:
        if filler.span not in seen:
            seen.add(filler.span)
            yield filler
