"""Events: the words that trigger each event type, and how who does what to whom is built around them."""

from __future__ import annotations

import msgspec

Words = tuple[str, ...]
"""Patterns of whole words."""


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for one happening, and which role stands where around them; an empty role is none."""

    event: str
    """Event type, a local name in the ontology without its prefix."""
    words: Words
    before: str = ""
    """Role of the subject, that of the object where the words are in the passive."""
    after: str = ""
    """Role of the object, or of the noun phrase right behind words that are no verb."""
    noun: bool = False
    """Whether the words have no subject: nouns, prepositions. `before` is then who does it, behind `voice.by`."""
    marks: dict[str, Words] = {}
    """Role to the words behind which it stands: `as prime minister`, `from the army`."""


class Voice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a verb shows that its subject is the one to whom something is done."""

    auxiliaries: Words = ()
    """Words before a participle that make it passive: `was`, `ble`, `został`."""
    participles: Words = ()
    """Forms that are passive behind such a word."""
    passive: Words = ()
    """Forms that are passive on their own: nb `avsettes`, pl `odwołany`."""
    impersonal: Words = ()
    """Forms that have no subject but an object: pl `zatrzymano`, uk `затримано`."""
    by: Words = ()
    """Words before who does it: `by`, `av`, `przez`."""
    agreement: dict[str, str] = {}
    """Endings of verbs to the endings, parted by spaces, that the first word of their subject can have; `-` is none."""


class Roles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one language tells who does what to whom."""

    voice: Voice = Voice()
    frames: tuple[Frame, ...] = ()
    forces: tuple[str, ...] = ()
    """First letters of nouns for those through whom a state acts: `troops`; `Russian troops` are Russia's."""
    indefinite: tuple[str, ...] = ()
    """Words before a noun that means nobody told of before: `a`, `any`, `another`."""
    causes: Words = ()
    """Prepositions between a happening and what brought it about: `because of`."""
    issues: Words = ()
    """Those between unrest and what it is about: `over`, `against`."""
    occasions: Words = ()
    """Those that mean a cause only where a happening follows: `after the doubling of the price`."""


class Happenings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Triggers of events in one language, and the frames around them."""

    triggers: dict[str, Words] = {}
    """Event type (local name in the ontology without its prefix) to patterns of whole words."""
    place_marks: Words = ()
    """Prepositions before the place where something happens."""
    conditions: Words = ()
    """Words that open a clause which says under which condition something would be: `if`, `unless`."""
    attributing: Words = ()
    """Verbs that make what a clause says somebody's count or opinion: `counted`, `blamed`."""
    roles: Roles = Roles()
