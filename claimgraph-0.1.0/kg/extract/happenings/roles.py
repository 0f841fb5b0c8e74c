"""Who did what to whom in a clause: the frames of a language matched, and the noun phrases around them as roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from claimgraph.extract.happenings.causes import causes
from claimgraph.extract.happenings.clauses import has_verb, may_be_verb
from claimgraph.extract.happenings.phrases import Phrase, behind
from claimgraph.extract.happenings.scene import Scene, Told
from claimgraph.extract.happenings.voice import Around, Verb, around, forms, verb_at
from claimgraph.extract.lexicon import Hit, Lexicon, any_of, fold
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Candidate, Passage
from claimgraph.lang import language
from claimgraph.lang.happenings import Frame
from claimgraph.model import Filler, Segment, Span

REACH: Final = 12
"""Words behind a verb among which a preposition still belongs to it."""
PERSONAL: Final = frozenset({"Resign", "Dismiss", "Appoint", "HoldOffice", "Elect", "Charge", "RequestHelp", "Arrest"})
"""Types whose agent is somebody: a place or an unknown noun is none."""
THINGS: Final = frozenset({"cause", "effect", "office", "topic", "target", "means"})
"""Roles that any noun can play, known or not."""


@cache
def _frames(lang: str) -> tuple[tuple[Frame, ...], Lexicon]:
    frames = language(lang).happenings.roles.frames
    return frames, Lexicon({str(number): frame.words for number, frame in enumerate(frames)})


def framed(folded: str, segments: Sequence[Segment]) -> tuple[Hit, ...]:
    """Return the words of frames in a text, in text order; the label of each is the number of the frame."""
    return tuple(h for s in segments for h in _frames(s.lang)[1].find(folded, s.span.start, s.span.end))


@cache
def _marks(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{any_of(words)}(?!\w)")


def roles(scene: Scene) -> list[Told]:
    """Return the happenings of a clause whose roles its words tell, in text order."""
    frames, _ = _frames(scene.lang)
    p, found = scene.p, []
    for lo, hi in scene.clause.parts:
        for hit in scene.story.framed_in(p.span(lo, hi)):
            frame = frames[int(hit.label)]
            first, end = p.r.at(hit.start), p.r.before(hit.end)
            if p.r.starts[first] != hit.start:
                continue
            trigger = Span(hit.start, hit.end)
            fillers = tuple(_distinct(_completed(scene, frame, trigger, list(_of_frame(scene, frame, first, end)))))
            if fillers and not _lacks_body(frame, fillers):
                found.append(Told(frame.event, trigger, fillers))
    if not any(told.event == "Cause" for told in found):
        found += causes(scene)
    return [_requested(told, found) for told in found] if len(found) > 1 else found


def _requested(told: Told, others: Sequence[Told]) -> Told:
    """Return a request with the one who acts upon it: `X sent troops at the request of Y`."""
    if told.event != "RequestHelp" or any(f.role == "recipient" for f in told.fillers):
        return told
    agents = (f for other in others if other is not told for f in other.fillers if f.role == "agent")
    asked = next((f for f in agents if f not in told.fillers), None)
    return replace(told, fillers=(*told.fillers, replace(asked, role="recipient"))) if asked else told


def _lacks_body(frame: Frame, fillers: Sequence[Filler]) -> bool:
    """Tell whether words for heading a body stand by no body: `led a march`."""
    return frame.after == "body" and not any(f.role == "body" for f in fillers)


def _completed(scene: Scene, frame: Frame, trigger: Span, fillers: list[Filler]) -> Iterator[Filler]:
    """Yield the roles of a frame with those that its own words name: the state asked, the body that an office heads."""
    yield from fillers
    roles = {filler.role for filler in fillers}
    if frame.event == "RequestHelp" and not frame.noun and "recipient" not in roles:
        yield from _asked(scene, trigger)
    for office in (f for f in fillers if f.role == "office" and "body" not in roles):
        bodies = (m for m in scene.denoter.names(office.span) if m.kind == "ORG")
        yield from (Filler("body", m.span, m.entity) for m in list(bodies)[:1])


def _asked(scene: Scene, trigger: Span) -> Iterator[Filler]:
    """Yield the state whose help is asked for by an adjective: `called for Russian help`."""
    p = scene.p
    for n in range(p.r.at(trigger.start), p.r.before(trigger.end)):
        country = scene.denoter.country(p.span(n, n + 1), scene.lang) if p.tag(n) & Tag.CAPITAL else None
        if country:
            yield Filler("recipient", p.span(n, n + 1), country)
            return


def _of_frame(scene: Scene, frame: Frame, first: int, end: int) -> Iterator[Filler]:
    if frame.noun:
        yield from _of_noun(scene, frame, end)
    else:
        verb = verb_at(scene.p, scene.clause, first, end, scene.lang)
        if verb is None:
            return
        yield from _of_verb(scene, frame, verb)
    for role, words in frame.marks.items():
        phrase = _marked(scene, words, first + 1)
        if phrase is None and scene.p.grammar.speech.subjectless:
            phrase = _marked(scene, words, _part(scene, first)[0], first)
        yield from _filled(scene, frame, role, phrase)


def _of_verb(scene: Scene, frame: Frame, verb: Verb) -> Iterator[Filler]:
    found = around(verb)
    if _is_reduced(scene, frame, verb, found):
        return
    if verb.form == "passive" and frame.after:
        done_by = _marked(scene, language(scene.lang).happenings.roles.voice.by, verb.end)
        counted = done_by is not None and scene.p.tag(done_by.first) & Tag.NUMBER
        found = Around(None if counted else done_by, found.subject)
    elif verb.form == "passive":
        found = Around(object=found.object)
    if scene.speaker and frame.before == "agent" and found.subject is None and _is_own(scene.p, verb):
        yield Filler("agent", scene.speaker.span, scene.speaker.entity)
    yield from _filled(scene, frame, frame.before, found.subject)
    yield from _filled(scene, frame, frame.after, found.object)


def _is_own(p: Passage, verb: Verb) -> bool:
    """Tell whether a verb without subject can mean the one who speaks: not the plural, which means nobody."""
    return verb.form == "infinitive" or (verb.form == "active" and not p.tag(verb.first) & Tag.PLURAL)


def _is_reduced(scene: Scene, frame: Frame, verb: Verb, found: Around) -> bool:
    """Tell whether a form without object is a participle that describes a noun: `the people killed in Kisumu`."""
    if verb.form != "active" or not frame.after or found.object is not None:
        return False
    p = scene.p
    parts = [(max(lo, verb.end), hi) for lo, hi in scene.clause.parts]
    if not p.tag(verb.first - 1) & Tag.LINK:
        parts += [(lo, min(hi, verb.first)) for lo, hi in scene.clause.parts]
    other = any(has_verb(p, lo, hi) for lo, hi in parts if lo < hi)
    return other and bool(forms(scene.lang, "participles").fullmatch(fold(p.word(verb.first))))


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


def _part(scene: Scene, n: int) -> tuple[int, int]:
    """Return the part of the clause in which a word stands."""
    return next(((lo, hi) for lo, hi in scene.clause.parts if lo <= n < hi), (n, n))


def _limit(scene: Scene, n: int) -> int:
    return _part(scene, n)[1]


def _marked(scene: Scene, words: Sequence[str], start: int, end: int | None = None) -> Phrase | None:
    """Return the noun phrase behind the first of some prepositions from a word on."""
    p, limit = scene.p, _limit(scene, start) if end is None else end
    pattern = _marks(tuple(words))
    for n in range(start, min(limit, start + REACH)):
        if may_be_verb(p, n) and n > start and n not in p.r.actors and not p.tag(n) & Tag.PREPOSITION:
            return None
        match = pattern.match(scene.folded, p.r.starts[n])
        phrase = _governed(p, p.r.at(match.end()), limit) if match and words else None
        if phrase and not scene.story.dates_from(p.r.starts[phrase.first], p.r.starts[phrase.first] + 1):
            return phrase
    return None


def _governed(p: Passage, n: int, limit: int) -> Phrase | None:
    """Return the noun phrase behind a preposition, none where the word before makes an infinitive of what follows."""
    if p.tag(n - 1) & Tag.INFINITIVE_MARK and n not in p.r.actors and not p.tag(n) & (Tag.DETERMINER | Tag.CAPITAL):
        return None
    return behind(p, n, limit)


def _filled(scene: Scene, frame: Frame, role: str, phrase: Phrase | None) -> Iterator[Filler]:
    """Yield who plays a role, none where the words can't be one who does."""
    if not role or phrase is None:
        return
    phrase = _named(scene.p, phrase) if role in ("recipient", "body") else phrase
    if _fits(scene, frame, role, phrase):
        yield from filled(scene, role, phrase)


def filled(scene: Scene, role: str, phrase: Phrase) -> Iterator[Filler]:
    """Yield those whom a noun phrase names, each in a role."""
    p = scene.p
    for part in (_cut(scene, phrase), *_joined(p, phrase)):
        speaker, head = part.speaker(p), part.head
        country = scene.denoter.country(_before_preposition(p, part), scene.lang) if _is_force(scene, part) else None
        named = head is not None and head.mention is not None and head.mention.span
        unknown = head is None or (not named and (role == "office" or not _is_definite(scene, part)))
        many = head is not None and head.kind == "pronoun" and head.tags & Tag.THEY
        known = None if unknown or many else scene.denoter.entity(speaker)
        yield Filler(role, named or speaker.span, country or known)


def _is_definite(scene: Scene, phrase: Phrase) -> bool:
    """Tell whether a noun can mean somebody told of before: no number and no `any` stands before it."""
    first = scene.p.word(phrase.first)
    counted = scene.p.tag(phrase.first) & Tag.NUMBER
    return not counted and fold(first) not in language(scene.lang).happenings.roles.indefinite


def _named(p: Passage, phrase: Phrase) -> Phrase:
    """Return the only body or state named in a phrase whose head is unknown: `the allies in the CSTO`."""
    inside = [a for a in p.actors(phrase.first, phrase.end) if a.mention and not a.is_person]
    return Phrase(inside[0].first, inside[0].last + 1, inside[0]) if not phrase.head and len(inside) == 1 else phrase


def _before_preposition(p: Passage, phrase: Phrase) -> Span:
    end = next((n for n in range(phrase.first + 1, phrase.end) if p.tag(n) & Tag.PREPOSITION), phrase.end)
    return p.span(phrase.first, end)


def _cut(scene: Scene, phrase: Phrase) -> Phrase:
    """Return a phrase without a date at its end, and without what prepositions add that tells of no other actor."""
    p = scene.p
    dates = scene.story.dates_from(p.r.starts[phrase.first], p.r.ends[phrase.end - 1])
    stops = [p.r.at(start) for start in dates]
    after = phrase.head.last if phrase.head else phrase.first
    stops += [n for n in range(after + 1, phrase.end) if _adds(p, n)]
    stops += [n for n in range(after + 1, phrase.end) if p.tag(n) & Tag.COORDINATOR and n + 1 in p.r.actors]
    end = min([n for n in stops if n > phrase.first], default=phrase.end)
    while end > after + 1 and p.tag(end - 1) & Tag.PREPOSITION:
        end -= 1
    return Phrase(phrase.first, end, phrase.head)


def _adds(p: Passage, n: int) -> bool:
    """Tell whether a word is a preposition that adds something to a noun, and no comparison: `more than 40`."""
    tag = p.tag(n)
    return bool(tag & Tag.PREPOSITION) and not tag & Tag.GENITIVE and not p.tag(n + 1) & Tag.NUMBER


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
        return role in THINGS or (role in ("agent", "patient") and frame.event not in PERSONAL)
    if head.kind == "pronoun" and head.tags & Tag.IT:
        return False
    if role == "body":
        return _is_body(head)
    if role in ("agent", "patient") and frame.event in PERSONAL:
        return head.kind != "place" or frame.event == "RequestHelp"
    return True


def _is_body(head: Candidate) -> bool:
    """Tell whether a candidate is one that somebody can head: a body or group, no person."""
    if head.mention is not None:
        return head.mention.kind == "ORG"
    return head.noun is not None and head.noun.kind in ("ORG", "GRP")


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
