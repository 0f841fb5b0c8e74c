"""Names: titles, head words of organizations, inflection."""

from __future__ import annotations

import msgspec

Paradigm = tuple[str, str]
"""An ending of the base form, and the endings of the other cases: blanks between cases, `/` between variants,
`-` for no ending."""


class Naming(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What surrounds and forms names in one language."""

    titles: tuple[str, ...] = ()
    """Words before a person that are not part of the name, lower case: `president`."""
    clitics: tuple[str, ...] = ()
    """Endings of words that are no part of a name: English `'s`."""
    nouns: tuple[Paradigm, ...] = ()
    """Endings of nouns that are names and the endings of their other cases; the longest ending that fits counts."""
    adjectives: tuple[Paradigm, ...] = ()
    """The same for adjectives, in the same order of cases, so that `Wielka Brytania` is inflected word by word."""
    adjectives_follow: bool = False
    """Whether an adjective may follow its noun (`Korea Północna`)."""
    conjunctions: tuple[str, ...] = ()
    """Words between two parts of a name that are both inflected: `Bośnia i Hercegowina`."""
