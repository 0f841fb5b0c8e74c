"""Speech: quotation marks, dashes, reporting words, speaker nouns, pronouns, negation, hedges."""

from __future__ import annotations

from typing import Literal

import msgspec

from claimgraph.model import Certainty, Stance


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase that attributes without a verb: `according to X`."""

    pattern: str
    stance: Stance = "neutral"


class SpeakerNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of nouns that can speak: who they stand for and their forms as patterns of whole words."""

    concept: str
    """Language-independent name (`president`, `authorities`): equal concepts of one country are one actor."""
    kind: Literal["PER", "ORG", "GRP", "TEXT"]
    """TEXT: a statement or report, which speaks for whoever issued it."""
    patterns: tuple[str, ...]


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Third-person subject pronouns, as patterns of whole words."""

    singular: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    relative: tuple[str, ...] = ()
    """Words that open a relative clause: a clause that starts with one has its subject outside."""


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How speech is reported in one language; patterns are regular expressions of whole words, case ignored."""

    quotes: tuple[tuple[str, str], ...] = ()
    """Opening and closing quotation marks, main pair first."""
    dashes: str = "–—-"
    """Characters that open (and, with space around, interrupt) a dash quotation."""
    cues: dict[Stance, tuple[str, ...]] = {}
    """Reporting verbs in all their finite and participle forms, by stance."""
    told: tuple[str, ...] = ()
    """Those cues whose direct object is the person addressed."""
    naming: tuple[str, ...] = ()
    """Verbs that give their object an attribute: `called the marchers "heroes"`."""
    infinitive: tuple[str, ...] = ()
    """Words that open an infinitive which is content after a cue of claiming or promising: `to`, `å`."""
    infinitive_cues: tuple[str, ...] = ()
    """Cues that may govern such an infinitive."""
    frames: tuple[Frame, ...] = ()
    pronoun_frames: tuple[str, ...] = ()
    """Frames that hold their pronoun: `in her view`; they mean the last speaker."""
    institution_prepositions: tuple[str, ...] = ()
    """Words that may stand between a cue without subject and the institution that speaks: uk `повідомили в`."""
    noun_before: tuple[str, ...] = ()
    """Words after which a cue form is no finite verb: articles, possessives, the infinitive mark."""
    complementizers: tuple[str, ...] = ()
    question_words: tuple[str, ...] = ()
    """Words that open an indirect question after a cue."""
    conjunctions: tuple[str, ...] = ()
    """Words that join clauses."""
    auxiliaries: tuple[str, ...] = ()
    """Words that may stand between a subject and its cue."""
    prepositions: tuple[str, ...] = ()
    """Words that open an adverbial after a cue."""
    genitive_prepositions: tuple[str, ...] = ()
    """Those prepositions that continue a noun phrase: `the head of the agency`."""
    adverbials: tuple[str, ...] = ()
    """Phrases of time and manner around a cue that are neither subject nor content."""
    determiners: tuple[str, ...] = ()
    zero_cues: tuple[str, ...] = ()
    """Cues that a content clause may follow with nothing between: `he said it was over`."""
    head_last: bool = False
    """Whether the last noun of a compound is its head: `opposition leader`, against `лідер опозиції`."""
    subjectless: bool = False
    """Whether a cue without subject means the last speaker."""
    pronouns: Pronouns = Pronouns()
    speakers: tuple[SpeakerNoun, ...] = ()
    negations: tuple[str, ...] = ()
    hedges: dict[Certainty, tuple[str, ...]] = {}
