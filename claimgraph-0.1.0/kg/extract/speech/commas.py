"""Content clauses that only a comma parts from their cue: German `sagte er, er komme`."""

from __future__ import annotations

from claimgraph.extract.speech.draft import Sentence, count
from claimgraph.extract.speech.grammar import Tag

WINDOW = 16  # words between a cue and the comma
FAR = 24  # words of the clause, whose verb may come last
LEAST = 3  # words of a clause that shows no verb
OPENERS = Tag.RELATIVE | Tag.COMPLEMENTIZER | Tag.QUESTION | Tag.CONJUNCTION | Tag.CUE


def comma_clause(s: Sentence, k: int) -> int | None:
    """Return where the content clause of a cue starts, None when what follows the comma is no clause."""
    p, cue = s.p, s.cues[k]
    comma = p.right(cue.end)
    at = comma + 1
    if comma - cue.end > WINDOW or at > s.limit(k) or not p.tag(comma) & Tag.COMMA or p.is_quoted(at):
        return None
    last = p.tag(p.hi - 1)
    verb = p.any(at, min(at + FAR, p.hi), Tag.FINITE | Tag.INFINITIVE)
    lower = last & Tag.WORD and not last & Tag.CAPITAL and count(p, at, p.hi) > LEAST
    clause = verb or (lower and p.grammar.speech.nouns_capitalised)
    return at if clause and not p.tag(at) & OPENERS else None
