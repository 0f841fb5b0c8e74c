"""How a claim is put: affirmed or denied, certain or hedged, verbatim or in the journalist's words."""

from __future__ import annotations

from claimgraph.extract.grammar import Grammar
from claimgraph.model import Certainty, Fidelity, Form, Polarity, Span, Stance


def polarity(text: str, spans: tuple[Span, ...], stance: Stance, grammar: Grammar) -> Polarity:
    """Return `neg` when the first clause is negated or the cue denies it, `pos` when neither or both."""
    clause = text[spans[0].start : spans[0].end].split(",")[0]
    negated = grammar.negation.search(clause) is not None
    return "neg" if negated != (stance == "denying") else "pos"


def certainty(text: str, spans: tuple[Span, ...], stance: Stance, grammar: Grammar) -> Certainty:
    """Return the weakest certainty that a hedge in the claim's words or a distancing cue gives it."""
    found = {m.lastgroup for s in spans for m in grammar.hedge.finditer(text, s.start, s.end)}
    order: tuple[Certainty, ...] = ("alleged", "possible", "probable")
    if stance == "distancing":
        return "alleged"
    return next((level for level in order if level in found), "certain")


def fidelity(form: Form, sieve: str, speaks_other_language: bool) -> Fidelity:
    """Return how near the words are to the speaker's: dash quotations are edited, marked ones verbatim."""
    if form not in ("direct", "dash"):
        return "paraphrase"
    if speaks_other_language:
        return "translated"
    return "edited" if sieve == "S2" else "verbatim"
