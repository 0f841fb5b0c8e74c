"""How a claim is put: affirmed or denied, certain or hedged, verbatim or in the journalist's words."""

from __future__ import annotations

from claimgraph.extract.grammar import Grammar, Tag
from claimgraph.extract.grammar import certainty as hedged
from claimgraph.extract.passage import Reading, read
from claimgraph.model import Certainty, Fidelity, Form, Polarity, Span, Stance


def polarity(text: str, spans: tuple[Span, ...], stance: Stance, grammar: Grammar) -> Polarity:
    """Return `neg` when the first clause is negated or the cue denies it, `pos` when neither or both."""
    clause = text[spans[0].start : spans[0].end].split(",")[0]
    reading = _read(text, Span(spans[0].start, spans[0].start + len(clause)), grammar)
    negated = any(tag & Tag.NEGATION for tag in reading.tags)
    return "neg" if negated != (stance == "denying") else "pos"


def certainty(text: str, spans: tuple[Span, ...], stance: Stance, grammar: Grammar) -> Certainty:
    """Return the weakest certainty that a hedge in the claim's words or a distancing cue gives it."""
    if stance == "distancing":
        return "alleged"
    found = 0
    for span in spans:
        for tag in _read(text, span, grammar).tags:
            found |= tag
    return hedged(found & Tag.HEDGE)


def _read(text: str, span: Span, grammar: Grammar) -> Reading:
    return read(text, span, grammar, (), ())


def fidelity(form: Form, sieve: str, speaks_other_language: bool) -> Fidelity:
    """Return how near the words are to the speaker's: dash quotations are edited, marked ones verbatim."""
    if form not in ("direct", "dash"):
        return "paraphrase"
    if speaks_other_language:
        return "translated"
    return "edited" if sieve == "S2" else "verbatim"
