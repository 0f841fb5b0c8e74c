"""What the reporting words of a claim state besides: who is accused, blamed or asked in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from claimgraph.extract.happenings.denoting import Denoter
from claimgraph.extract.happenings.phrases import behind
from claimgraph.extract.happenings.roles import filled, roles
from claimgraph.extract.happenings.scene import Scene, Told
from claimgraph.extract.happenings.story import Story
from claimgraph.extract.speech.grammar import Tag
from claimgraph.model import Claim, Filler, Span

SAID: Final = frozenset({"Cause", "Charge", "RequestHelp"})
"""Happenings that consist in words: to blame, to accuse, to ask for help."""


def scene_of(story: Story, denoter: Denoter, cue: Span) -> Scene | None:
    """Return the clause in which some reporting words stand."""
    paragraph = story.paragraph(cue.start)
    if paragraph is None:
        return None
    n = paragraph.reading.at(cue.start)
    p = next((p for p in paragraph.sentences if p.lo <= n < p.hi), None)
    if p is None:
        return None
    clause = next((c for c in story.clauses(p) if c.holds(n)), None)
    return Scene(replace(p, bare=True), clause, paragraph.segment.lang, story, denoter) if clause else None


def reported(scene: Scene, cue: Span) -> Iterator[Told]:
    """Yield the happenings that reporting words are: an accusation, a request for help."""
    yield from (told for told in roles(scene) if told.event in SAID and told.trigger.overlaps(cue))


def asked(scene: Scene, claim: Claim, cue: Span) -> Iterator[Filler]:
    """Yield of whom something is demanded: the addressee, or the object of the reporting words."""
    if claim.stance != "directive":
        return
    if claim.addressee is not None:
        yield Filler("recipient", claim.addressee.span, claim.addressee.entity)
        return
    p = scene.p
    first, end = p.r.at(cue.start), p.r.before(cue.end)
    if not any(p.tag(n) & (Tag.OBJECT_CUE | Tag.TOLD) for n in range(first, end)):
        return
    phrase = behind(p, end, next((hi for lo, hi in scene.clause.parts if lo <= first < hi), end))
    if phrase and phrase.head and phrase.head.kind != "pronoun":
        yield from filled(scene, "recipient", phrase)
