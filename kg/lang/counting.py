"""Counts: number words, comparators, counted nouns."""

from __future__ import annotations

import msgspec


class Counting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How amounts are written in one language."""

    group_marks: tuple[str, ...] = ()
    """Characters between groups of three digits."""
