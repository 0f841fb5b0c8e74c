"""Made-up documents for tests of comparison: statements of few kinds, so that many of them relate."""

from __future__ import annotations

from datetime import date, timedelta

from claimgraph.compare.bounds import Bounds
from claimgraph.compare.figures import Figure
from claimgraph.compare.paper import Paper
from claimgraph.compare.roots import Member
from claimgraph.compare.side import Side
from claimgraph.compare.wording import Wording
from claimgraph.model import Span

EVENTS = ("Kill", "Protest", "Withdraw")


def side(document: str, number: int, seed: int) -> Side:
    """Return a statement whose content depends on a seed alone."""
    event = EVENTS[seed % 3]
    span = Span(10 * number, 10 * number + 8)
    figure = Figure("killed", "person", "exactly", 10 + seed % 4, Bounds(10 + seed % 4, 10 + seed % 4), span)
    return Side(
        claim=f"doc/{document}/claim/{span.start}-{span.end}",
        number=0,
        span=span,
        document=document,
        publisher=f"house-{seed % 5}",
        lang=("en", "uk")[seed % 2],
        published=(date(2024, 1, 1) + timedelta(days=seed % 9)).isoformat(),
        speaker=f"speaker-{seed % 2}",
        polarity="neg" if seed % 7 == 0 else "pos",
        stance="neutral",
        tense=("past",),
        narrated=False,
        events=(event,),
        fillers=(),
        entities=(f"town-{seed % 3}", "union"),
        place=f"town-{seed % 3}",
        country="kenya",
        figures=(figure,) if event == "Kill" else (),
        dates=(),
        wording=Wording((f"stem{seed % 3}",), ("march", f"concept{seed % 3}", f"matter{seed % 3}"), ()),
        story=("march", "union"),
        vector=b"",
    )


def paper(document: str, seeds: list[int]) -> Paper:
    """Return a document that states what some seeds say."""
    sides = [side(document, number, seed) for number, seed in enumerate(seeds)]
    members = [_member(one) for one in sides]
    return Paper(document, str(seeds), members, sides)


def _member(one: Side) -> Member:
    day = date.fromisoformat(one.published).toordinal()
    return Member(one.claim, one.document, one.publisher, speaker=one.speaker, lang=one.lang, day=day)
