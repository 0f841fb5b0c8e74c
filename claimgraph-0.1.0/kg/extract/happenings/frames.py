"""Frames: the event type that a claim is about, and the key by which the same statement is known in any language.

A key is made of few roles on purpose: it must come out the same from a text that names an actor and from one that
leaves him to the reader. Types whose claims differ in more than their place or person (talks, concern, causes) get
no key: such claims are kept as words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from claimgraph.extract.lexicon import any_of, fold
from claimgraph.lang import codes, language
from claimgraph.link.known import known
from claimgraph.model import Annotation, Claim, Event, Kind, Mention, Quantity, Segment, Span
from claimgraph.offsets import starting_between

# What a figure counts says what its claim is about.
MEASURED = {
    "killed": "Kill", "injured": "Injure", "detained": "Detain", "arrested": "Arrest", "troops": "Deploy",
    "protesters": "Protest", "displaced": "Flee", "evacuated": "Flee", "missing": "Search",
    "vehicles_damaged": "Damage", "buildings_damaged": "Damage",
}  # fmt: skip

# Who is still missing is what a statement of losses adds, seldom that somebody is searched for.
_UNTYPED = frozenset({"missing"})

# What protests or troops are said to be, or that they go, is what a claim is about wherever it stands in it; of unrest
# it may also tell the cause.
_TELLING = frozenset({"CoupAttempt", "DeclareEmergency", "DeclareMourning", "Eliminate", "UnderControl", "Withdraw"})
_UNREST = frozenset({"Protest", "Riot", "Clash"})
# Code points from its start in which a claim says what else it is about; what follows is mostly reason, time or
# setting: of the triggers of gold/train beyond it one in three tells the type of its claim, before it seven in ten.
_REACH = 60

# Types keyed by where they happen, with the role that the place plays.
_PLACES = {
    "CoupAttempt": "place", "UnderControl": "place", "DeclareEmergency": "place", "DeclareMourning": "place",
    "Ceasefire": "place", "UseForce": "place", "ShootOrder": "place", "Eliminate": "place",
    "SecurityOperation": "place", "Withdraw": "origin", "Deploy": "destination",
}  # fmt: skip
# Types keyed by place only when the claim counts something: without a figure, what is said of them is too unlike.
_COUNTED = frozenset(MEASURED.values()) - frozenset(_PLACES)
# Types keyed by the one person they are about.
_PERSONS = {
    "Resign": "agent", "HoldOffice": "agent", "Dismiss": "patient", "Appoint": "patient", "Elect": "patient",
    "Charge": "patient", "Convict": "patient", "Release": "patient", "Arrest": "patient", "Detain": "patient",
}  # fmt: skip
_SILENT = frozenset({"boilerplate", "related", "metadata", "sourceNote"})
_TITLE, _LEDE = 3, 2


def event_type(
    spans: Sequence[Span], events: Iterable[Event], quantities: Iterable[Quantity] = (), cue: Span | None = None
) -> str | None:
    """Return what the words of a claim are about: what they count, else what the first trigger at their start names.

    Who is blamed for something names a cause, though only the cue says so. The events must be in text order.
    """
    for quantity in quantities:
        if quantity.measure in MEASURED.keys() - _UNTYPED and any(span.contains(quantity.span) for span in spans):
            return MEASURED[quantity.measure]
    events = tuple(events)
    named = _named(spans[0].start, [e for e in events if any(span.overlaps(e.trigger) for span in spans)])
    blamed = cue is not None and any(e.type == "Cause" and cue.overlaps(e.trigger) for e in events)
    return named or ("Cause" if blamed else None)


def _named(start: int, events: Sequence[Event]) -> str | None:
    """Return the type that the triggers in a claim tell, in text order; `start` is where its words start."""
    near = [event.type for event in events if event.trigger.start < start + _REACH]
    first = near[0] if near else None
    if first in _PERSONS:
        return first
    telling = next((event.type for event in events if event.type in _TELLING), None)
    return telling or ("Cause" if first in _UNREST and "Cause" in near else first)


@cache
def _place_mark(lang: str) -> re.Pattern[str]:
    marks = language(lang).happenings.place_marks if lang in codes() else ()
    return re.compile(rf"(?<!\w){any_of(marks)}\s+\Z")


@cache
def _countries() -> dict[str, str]:
    return {record.key: record.country for record in known().values() if record.country and record.kind == "LOC"}


def _within(claim: Claim, mentions: Sequence[Mention], kind: Kind) -> Iterator[Mention]:
    """Yield the mentions of known entities in the words of a claim; mentions are in text order."""
    for span in claim.spans:
        for n in starting_between(mentions, span.start, span.end, lambda m: m.span.start):
            if mentions[n].entity and mentions[n].kind == kind and span.contains(mentions[n].span):
                yield mentions[n]


def _stated_place(claim: Claim, annotation: Annotation) -> str | None:
    """Return the place that the claim names: the first behind a preposition of place, else the only one."""
    places = list(_within(claim, annotation.mentions, "LOC"))
    mark = _place_mark(claim.lang)
    text = annotation.document.text
    for mention in places:
        if mark.search(fold(text[max(0, mention.span.start - 20) : mention.span.start])):
            return mention.entity
    return places[0].entity if len({mention.entity for mention in places}) == 1 else None


def occasion(annotation: Annotation) -> str | None:
    """Return the country that a document is about, from the places it names, title and first paragraph foremost."""
    starts = [segment.span.start for segment in annotation.segments]
    weights = list(_weights(annotation.segments))
    counts: Counter[str] = Counter()
    for mention in annotation.mentions:
        if mention.kind == "LOC" and mention.entity and (index := bisect_right(starts, mention.span.start)):
            counts[_countries().get(mention.entity, mention.entity)] += weights[index - 1]
    return min(+counts, key=lambda entity: (-counts[entity], entity), default=None)


def _weights(segments: Sequence[Segment]) -> Iterator[int]:
    """Yield what a place named in each segment counts."""
    lede = True
    for segment in segments:
        if segment.role == "title":
            yield _TITLE
        elif segment.role in _SILENT:
            yield 0
        else:
            yield _LEDE if lede and segment.role == "body" else 1
            lede = lede and segment.role != "body"


def _person(claim: Claim, annotation: Annotation) -> str | None:
    persons = {mention.entity for mention in _within(claim, annotation.mentions, "PER")}
    return persons.pop() if len(persons) == 1 else None


def _roles(claim: Claim, annotation: Annotation, kind: str, country: str | None) -> dict[str, str | None]:
    """Return the roles that make the key of a claim of some type; empty when it is to have no key."""
    measures = {annotation.quantities[i].measure for i in claim.quantities}
    counts = any(MEASURED.get(measure) == kind for measure in measures)
    if kind in _PERSONS and not counts:
        return {_PERSONS[kind]: _person(claim, annotation)}
    if kind == "RequestHelp":
        asked = {mention.entity for mention in _within(claim, annotation.mentions, "ORG")}
        return {"recipient": asked.pop() if len(asked) == 1 else None}
    if kind not in _PLACES and not (kind in _COUNTED and counts):
        return {}
    roles = {_PLACES.get(kind, "place"): _stated_place(claim, annotation) or country}
    if kind == "Deploy" and not counts:
        senders = {mention.entity for mention in _within(claim, annotation.mentions, "ORG")}
        roles["agent"] = senders.pop() if len(senders) == 1 else None
    return roles


def _counted(claim: Claim, annotation: Annotation) -> str | None:
    """Return the type of what a claim counts: figures of the missing are to be compared, too."""
    measures = (annotation.quantities[i].measure for i in claim.quantities)
    return next((MEASURED[measure] for measure in measures if measure in MEASURED), None)


def proposition_key(claim: Claim, annotation: Annotation, country: str | None) -> str | None:
    """Return `Type(role=entity,...)` with sorted roles, or None where type and roles don't tell what is stated.

    Number, time and polarity stay outside, so that statements that differ in them can be compared. The entities of
    the annotation must be those of the run; `country` is its occasion.
    """
    kind = claim.event or _counted(claim, annotation)
    roles = _roles(claim, annotation, kind, country) if kind else {}
    if not roles or None in roles.values():
        return None
    return f"{kind}({','.join(f'{role}={entity}' for role, entity in sorted(roles.items()))})"
