"""Whether what is stated is affirmed or denied: by its own words, or by the words that report it."""

from __future__ import annotations

from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.paragraph import Paragraph
from claimgraph.extract.speech.passage import Reading
from claimgraph.model import Claim, Form, Polarity, Span

REPORTED: frozenset[Form] = frozenset({"indirect", "mixed"})
"""Forms in which a denying cue turns what it governs round; a full quotation is itself the denial."""


def polarity(paragraph: Paragraph, words: tuple[Span, ...], claim: Claim) -> Polarity:
    """Return `neg` when the words are negated, or stand behind `denied that`; `pos` when neither or both."""
    denied = claim.stance == "denying" and claim.form in REPORTED
    return "neg" if negated(paragraph.reading, words[0]) != denied else "pos"


def negated(reading: Reading, words: Span) -> bool:
    """Tell whether the first clause of some words is negated: `not only` and `until they didn't` deny nothing."""
    first, end = reading.at(words.start), reading.before(words.end)
    end = next((n for n in range(first, end) if reading.tags[n] & Tag.COMMA), end)
    phrases = (
        (n, after) for n in range(first, end) for tags, after in reading.phrases.get(n, ()) if tags & Tag.AFFIRMING
    )
    idle = {n for start, after in phrases for n in range(start, after)}
    return any(reading.tags[n] & Tag.NEGATION and n not in idle for n in range(first, end))
