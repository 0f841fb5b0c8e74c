"""Events: the words that trigger each event type."""

from __future__ import annotations

import msgspec


class Happenings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Triggers of events in one language."""

    triggers: dict[str, tuple[str, ...]] = {}
    """Event type (local name in the ontology without its prefix) to patterns of whole words."""
    place_marks: tuple[str, ...] = ()
    """Prepositions before the place where something happens."""
    conditions: tuple[str, ...] = ()
    """Words that open a clause which says under which condition something would be: `if`, `unless`."""
