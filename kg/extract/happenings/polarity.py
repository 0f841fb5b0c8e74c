"""Whether what is stated is affirmed or denied: by its own words, or by the words that report it."""

from __future__ import annotations

from claimgraph.extract.speech.modality import polarity as of_words
from claimgraph.extract.speech.paragraph import Paragraph
from claimgraph.model import Claim, Form, Polarity, Span

REPORTED: frozenset[Form] = frozenset({"indirect", "mixed"})
"""Forms in which a denying cue turns what it governs round; a full quotation is itself the denial."""


def polarity(paragraph: Paragraph, words: tuple[Span, ...], claim: Claim) -> Polarity:
    """Return `neg` when the words are negated, or stand behind `denied that`; `pos` when neither or both."""
    stance = claim.stance if claim.form in REPORTED or claim.stance != "denying" else "neutral"
    return of_words(paragraph.reading, words, stance)
