"""Counts: number words, comparators, counted nouns, and the words that tell what is counted from what is measured."""

from __future__ import annotations

import msgspec

from claimgraph.model import Comparator, Measure

Patterns = tuple[str, ...]
"""Regular expressions of whole words, without capturing groups; a space stands for any white space."""


class Numerals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How numbers are written; keys are the values, as TOML wants keys to be strings."""

    words: dict[str, Patterns] = {}
    """Cardinal and collective numbers that stand by themselves, in all their forms."""
    scales: dict[str, Patterns] = {}
    """Multipliers: they follow another number (`8 thousand`, `три сотні`)."""
    vague: dict[str, Patterns] = {}
    """Words that stand for a closed range `low-high`; a scale may follow."""
    ranges: tuple[tuple[str, str], ...] = ()
    """Pairs of patterns: before the first and between two numbers that are the ends of a range."""
    joiners: Patterns = ()
    """What may stand between the words of one number: a hyphen, `and`, nothing."""
    turned: Patterns = ()
    """Scales that may stand before their number, which makes it an estimate: `тисяч п'ятдесят`."""
    halves: Patterns = ()
    """Words behind a number that add a half, before a scale: `two and a half million`, `шість з половиною тисяч`."""
    suffixes: Patterns = ()
    """Endings written after digits and a hyphen: `12-ти`."""
    group_marks: str = ""
    """Characters between groups of three digits."""
    decimal_mark: str = "."


class Comparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that turn a number into a bound."""

    before: dict[Comparator, Patterns] = {}
    weak: dict[Comparator, Patterns] = {}
    """Prepositions with other uses: a comparator only before a counted noun and without a verb of change."""
    after: dict[Comparator, Patterns] = {}
    rough: Patterns = ()
    """Prepositions that mean `about` before one of `rough_forms`: `з двісті людей`, but `з двохсот людей` is `of`."""
    rough_forms: Patterns = ()


class Nouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is counted."""

    concepts: dict[str, Patterns] = {}
    """Concept of the counted scheme to nouns; `other` holds those outside the scheme."""
    results: dict[Measure, Patterns] = {}
    """Nouns that say by themselves what happened: deaths, the wounded, arrests."""
    military: Patterns = ()
    """Words that make a vehicle a military one."""
    units: Patterns = ()
    """Units of time, money, length and the like: what they measure is no count."""
    labels: Patterns = ()
    """Words before a number that is a name, an age or an address: `aged 54`, `page 3`."""
    negations: Patterns = ()
    """Words before `one` that make it none: `not one soldier`."""
    years: Patterns = ()
    """Words before a number from 1900 to 2099 that make it a year."""
    ends: Patterns = ()
    """Function words that end a noun phrase."""
    generic: Patterns = ()
    """Nouns for any person (`people`, `men`), who are troops where a word of deployment governs them."""
    partitives: Patterns = ()
    """Words between a number and the whole that it is taken from: `of the`."""
    adjectival: Patterns = ()
    """Forms of adjectives that are nouns when no noun follows: `12 поранених (солдатів)`."""
    head_last: bool = False
    """Of two neighbouring nouns the last is the head: `police officers`."""


class Clause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a number is tied to the word that says what happened."""

    fillers: Patterns = ()
    """Words that may stand between verb, comparator and number: `another`, `a total of`."""
    bridges: Patterns = ()
    """Auxiliaries, adverbs and relative pronouns between a counted noun and its verb."""
    conjunctions: Patterns = ()
    """What joins numbers that share one verb."""
    barriers: Patterns = ()
    """Words that open another clause."""
    contained: Patterns = ()
    """Words before a number that is a part of the one before: `including`, `of whom`."""
    contained_after: Patterns = ()
    """The same, after the number: `three of them`."""
    attributes: Patterns = ()
    """Words that open an attribute of a counted noun: `12 guests of the hotel and 30 residents`."""
    relatives: Patterns = ()
    """Relative pronouns of clauses that no comma closes: `students who held a banner were led away`."""
    changes: Patterns = ()
    """Words right before a number that state a total: `stands at`, `reached`."""
    auxiliaries: Patterns = ()
    """Where given, a transitive verb farther behind its number needs one of these: `are ... killed`."""
    inverted: Patterns = ()
    """Forms of verbs that have a counted subject behind them, adverbials between: `protestowało w środę 350 osób`."""
    rolls: Patterns = ()
    """Words that open a list of those whom something befell: `among the dead were`."""
    company: Patterns = ()
    """What joins vehicles to the troops that bring them: `with`."""
    nominal: Patterns = ()
    """Words of happening that are nouns: they don't make a verb of the number before them."""
    estimates: Patterns = ()
    """Words right before a bare number that is another figure for what was counted just before."""
    rises: Patterns = ()
    """Verbs of change: `from A to B` behind them is no range, the total is B."""
    objects: Patterns = ()
    """Words that open the object of the verb before them, so that a number before the verb is its subject."""
    forward: Patterns = ()
    """Forms that only govern what follows them: `killing`."""
    backward: Patterns = ()
    """Forms that only govern what is before them: `marched`."""
    free_object: bool = False
    """Other words may stand between a verb and its object."""


class Scopes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that tell a total from what one period adds and from one place's share."""

    total_before: Patterns = ()
    """Right before a number, its comparator or a filler: `bringing the death toll to`."""
    total: Patterns = ()
    """Anywhere in its clause: `since the start of the war`, `to date`."""
    increment_before: Patterns = ()
    """Right before it: `another`, `a further`."""
    increment_after: Patterns = ()
    """Right behind the number or its noun: `12 more people`."""
    increment: Patterns = ()
    """Anywhere in its clause: `on Tuesday alone`, `in the past 24 hours`."""
    local: Patterns = ()
    """Anywhere in its clause: `in Almaty alone`."""
    intake: Patterns = ()
    """Words of one house that speaks of those brought to it, where persons killed or hurt are counted: `took in`."""
    copulas: Patterns = ()
    """Words between those counted and what they are: `four of the dead are children`."""
    released: Patterns = ()
    """Words of those who are held no more: `27 of the detained were freed`."""


class Counting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How amounts are written in one language."""

    numerals: Numerals = Numerals()
    comparison: Comparison = Comparison()
    nouns: Nouns = Nouns()
    clause: Clause = Clause()
    scopes: Scopes = Scopes()
    amounts: dict[str, Patterns] = {}
    """Unit, by one name in all languages, to its words: what is measured, not counted."""
    measures: dict[str, Patterns] = {}
    """Measure to words of happening, beside those of the events it goes with.

    `damaged` holds what befalls things; `swept` what water and wind do: persons are missing then, things damaged;
    `none` verbs that keep a number from a farther verb; `present` those of attendance, which count protesters where a
    protest is spoken of; `topic` further words that speak of one.
    """
