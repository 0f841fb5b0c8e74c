"""Names: titles, head words of organizations, inflection."""

from __future__ import annotations

import msgspec


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What surrounds and forms names in one language."""

    titles: tuple[str, ...] = ()
    """Words before a person that are not part of the name, lower case: `president`."""
