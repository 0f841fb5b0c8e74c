"""Dates: months, weekdays, relative expressions."""

from __future__ import annotations

import msgspec


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How dates are written in one language."""

    months: tuple[tuple[str, ...], ...] = ()
    """Twelve lists of forms of month names, lower case, January first."""
