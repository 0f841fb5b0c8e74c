"""What brought unrest, losses or damage about, where a preposition says so: `protests over fuel prices`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from claimgraph.extract.happenings.phrases import behind
from claimgraph.extract.happenings.scene import Scene, Told
from claimgraph.extract.lexicon import words
from claimgraph.extract.speech.grammar import Tag
from claimgraph.lang import language
from claimgraph.model import Event, Filler, Span

UNREST: Final = frozenset({"Protest", "Riot", "Clash", "CoupAttempt"})
EFFECTS: Final = UNREST | {"Damage", "Kill", "Injure", "Flee", "Resign", "EndStage"}
"""Types of happenings for which texts give causes."""
OCCASIONS: Final = frozenset({"ChangePrice", "Legislate", "Dismiss", "Elect", "Arrest", "Convict", "RestrictAccess"})
"""Types of happenings that unrest follows upon: `after the doubling of the price` tells why."""


@cache
def _marks(lang: str, kind: str) -> re.Pattern[str]:
    return re.compile(words(getattr(language(lang).happenings.roles, kind)))


def causes(scene: Scene) -> Iterator[Told]:
    """Yield that something in a clause was brought about by something else, as its prepositions tell."""
    events = [e for e in scene.events() if e.type in EFFECTS]
    if not events:
        return
    effect = events[0]
    for kind in ("causes", "issues", "occasions"):
        if kind == "causes" or effect.type == "Protest" or (kind == "occasions" and effect.type in UNREST):
            yield from _marked(scene, effect, kind)


def _marked(scene: Scene, effect: Event, kind: str) -> Iterator[Told]:
    """Yield the cause behind the first preposition of a kind."""
    p = scene.p
    for lo, hi in scene.clause.parts:
        span = p.span(lo, hi)
        for match in _marks(scene.lang, kind).finditer(scene.story.folded, span.start, span.end):
            n = p.r.at(match.end())
            phrase = None if p.tag(n) & (Tag.NUMBER | Tag.ADVERBIAL) else behind(p, n, hi)
            cause = p.span(phrase.first, phrase.end) if phrase else None
            if cause and _tells(scene, effect, kind, cause):
                fillers = (Filler("cause", cause), Filler("effect", effect.trigger))
                yield Told("Cause", Span(match.start(), match.end()), fillers)
                return


def _tells(scene: Scene, effect: Event, kind: str, cause: Span) -> bool:
    """Tell whether the words behind a preposition are a cause: no time, and a happening where it is `after`."""
    if kind == "issues" and cause.start < effect.trigger.start:
        return False
    if cause.overlaps(effect.trigger) or scene.story.dates_from(cause.start, cause.end):
        return False
    follows = any(e.type in OCCASIONS for e in scene.story.events_in((cause,)))
    return follows or kind != "occasions"
