"""Extractors from outside the pipeline, off unless a user names them: what they get and what they give back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from claimgraph.model import Claim, Mention, Segment

GROUP = "claimgraph.extractors"
"""The group of entry points; each stands for a function from options (strings) to an Extractor."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an extractor found in one text; mentions and parties come without entity.

    `answer` is the SHA-256 of a model's answer as it came, None where nobody was asked; `dropped` counts what it said
    that could not be tied to words of the text.
    """

    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    answer: str | None = None
    dropped: int = 0


class Extractor(Protocol):
    """Reads a text beside the pipeline. What it finds is added to what the pipeline found, never put in its place."""

    @property
    def facts(self) -> Mapping[str, str]:
        """All that decides the replies (model, versions, hashes, limits): written to provenance and fingerprint."""

    def read(self, text: str, segments: Sequence[Segment]) -> Reply:
        """Return what stands in a text; raise ExtractorError when it can't be read now."""
