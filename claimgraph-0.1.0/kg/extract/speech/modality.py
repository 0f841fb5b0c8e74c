"""How a claim is put: affirmed or denied, certain or hedged, verbatim or in the journalist's words."""

from __future__ import annotations

from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.grammar import certainty as hedged
from claimgraph.extract.speech.passage import Reading
from claimgraph.model import Certainty, Fidelity, Form, Polarity, Span, Stance


def polarity(reading: Reading, spans: tuple[Span, ...], stance: Stance) -> Polarity:
    """Return `neg` when the first clause is negated or the cue denies it, `pos` when neither or both."""
    negated = False
    for tag in reading.tags_in(spans[0]):
        if tag & Tag.COMMA:
            break
        negated = negated or bool(tag & Tag.NEGATION)
    return "neg" if negated != (stance == "denying") else "pos"


def certainty(reading: Reading, spans: tuple[Span, ...], stance: Stance) -> Certainty:
    """Return the weakest certainty that a hedge in the claim's words or a distancing cue gives it."""
    if stance == "distancing":
        return "alleged"
    found = 0
    for span in spans:
        for tag in reading.tags_in(span):
            found |= tag
    return hedged(found & Tag.HEDGE)


def fidelity(form: Form, sieve: str, speaks_other_language: bool) -> Fidelity:
    """Return how near the words are to the speaker's: dash quotations are edited, marked ones verbatim."""
    if form not in ("direct", "dash"):
        return "paraphrase"
    if speaks_other_language:
        return "translated"
    return "edited" if sieve == "S2" else "verbatim"
