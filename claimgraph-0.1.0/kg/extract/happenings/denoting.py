"""Whom the noun phrases of what is stated denote, as far as the text told up to their place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claimgraph.extract.speech.cast import Cast
from claimgraph.extract.speech.phrase import Speaker
from claimgraph.extract.speech.speaker import Resolver, Voice
from claimgraph.link.local import KNOWN
from claimgraph.link.peoples import country_of_adjective
from claimgraph.model import Claim, Mention, Span


@dataclass(frozen=True, slots=True)
class Denoter:
    """The actors of a document, and who had spoken when."""

    cast: Cast
    voices: tuple[Voice, ...]

    @classmethod
    def of(cls, cast: Cast, claims: Sequence[Claim]) -> Denoter:
        """Return it for a document with its attributed claims."""
        kinds = {mention.entity: mention.kind for mention in reversed(cast.mentions)}
        spoken = [
            Voice(c.speaker, kinds.get(c.speaker.entity, "GRP"), max(c.span.end, c.speaker.span.end))
            for c in claims
            if c.speaker and c.speaker.entity
        ]
        return cls(cast, tuple(sorted(spoken, key=lambda voice: voice.end)))

    def entity(self, speaker: Speaker) -> str | None:
        """Return the entity that some words denote, None where that is not known."""
        head = speaker.head
        if head.mention is not None:
            return head.mention.entity
        said = self.voices[: bisect_left(self.voices, head.span.start, key=lambda voice: voice.end)]
        return Resolver(self.cast, list(said)).party(speaker).entity

    def country(self, span: Span, lang: str) -> str | None:
        """Return the country that is named in some words, by name or adjective."""
        named = self.cast.country(span)
        keys = (country_of_adjective(word, lang) for word in span.of(self.cast.text).split())
        return named or next((f"{KNOWN}{key}" for key in keys if key), None)

    def names(self, span: Span) -> list[Mention]:
        """Return the names in some words."""
        return self.cast.within(span)
