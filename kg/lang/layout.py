"""The look of a page: paragraphs' roles, sentence ends, metadata lines."""

from __future__ import annotations

import msgspec


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How articles are laid out in one language."""

    abbreviations: tuple[str, ...] = ()
    """Words with a full stop that does not end a sentence, without the stop: `Jan`, `Mr`, `r`."""
