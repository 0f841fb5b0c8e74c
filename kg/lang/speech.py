"""Speech: quotation marks, dashes, reporting words, pronouns, negation."""

from __future__ import annotations

import msgspec


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How speech is reported in one language."""

    quotes: tuple[tuple[str, str], ...] = ()
    """Opening and closing quotation marks, main pair first."""
