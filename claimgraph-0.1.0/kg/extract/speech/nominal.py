"""Content of a noun: `the chairman's claim that nobody knew`."""

from __future__ import annotations

from claimgraph.extract.speech.draft import Draft, form_of, stripped
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import Speaker

WINDOW = 16  # words between a noun and its complementizer
FURTHEST = 60  # words of its clause
NEAR = 3  # words between a determiner and the noun it stands by


def noun_clause(p: Passage, n: int) -> Draft | None:
    """S4: a noun and the clause that says what was claimed: `the chairman's claim that ...`."""
    end = p.reach(n, Tag.NOUN_CUE)
    that = next((m for m in range(end, min(end + WINDOW, p.hi)) if p.tag(m) & Tag.COMPLEMENTIZER), None)
    if that is None or p.is_quoted(n) or p.any(end, that, Tag.CUE | Tag.STOP | Tag.COLON):
        return None
    owner = _owner(p, n, end, that)
    begins = p.reach(that, Tag.COMPLEMENTIZER)
    content = stripped(p, begins, _clause_end(p, begins))
    if owner is None or content is None:
        return None
    return Draft(
        (p.span(*content),), form_of(p, *content), "S4", cue=p.span(n, end), cue_tags=Tag.NEUTRAL, speaker=owner
    )


def _owner(p: Passage, n: int, end: int, that: int) -> Speaker | None:
    """Return whose claim a noun names: before it in the genitive, or right after it."""
    near = [c for c in p.actors(max(p.lo, n - 6), n) if c.last == n - 1]
    if near and (near[0].mention or near[0].noun):
        head = near[0]
        near_by = range(head.first - 1, max(p.lo, head.first - NEAR) - 1, -1)
        start = next((m for m in near_by if p.tag(m) & Tag.DETERMINER), head.first)
        return Speaker(p.span(start, head.last + 1), head, head.last + 1)
    following = next(iter(p.actors(end, that)), None)
    if following is None or following.kind == "pronoun":
        return None
    stop = that - 1 if p.tag(that - 1) & Tag.COMMA else that
    return Speaker(p.span(following.first, stop), following, stop)


def _clause_end(p: Passage, start: int) -> int:
    """Return where a clause inside a sentence ends: at its first comma, dash or semicolon."""
    far = min(p.hi, start + FURTHEST)
    return next((n for n in range(start, far) if p.is_boundary(n) and not p.is_quoted(n)), far)
