"""Attitudes: verbs that say how their subject stands to whoever is their object."""

from __future__ import annotations

import msgspec

from claimgraph.lang.speech import Patterns


class Attitudes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Verbs in their finite active forms, as word patterns (see `claimgraph.lang.speech`) around their object.

    `_` stands for the object, `@` for one that is no person: German `verurteilte` is what a court does to persons.
    ` ~ ` leaves room for up to three words. Forms that are other words as well, or passive, have no place here.
    """

    accuses: Patterns = ()
    """The subject says that the object has done wrong: `accused _ of`, `blames _`."""
    supports: Patterns = ()
    """It backs, praises or thanks it: `backed _`, `thanked _`."""
    opposes: Patterns = ()
    """It criticises, condemns or threatens it: `condemned _`, `declared war on _`."""
    asks_help_of: Patterns = ()
    """It asks it for help: `asked _ for help`."""
    between: Patterns = ()
    """Words that may stand between subject and verb and change nothing: auxiliaries of the perfect, adverbs."""
    doubts: Patterns = ()
    """Words before a subject after which nothing is stated: `if`, `whether`."""
