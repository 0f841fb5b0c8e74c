"""The speech table of a language, compiled once for the sieve."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.patterns import labelled_words, whole_words
from claimgraph.lang import language
from claimgraph.lang.speech import SpeakerNoun, Speech
from claimgraph.model import Stance


@dataclass(frozen=True, slots=True)
class Grammar:
    """Expressions of one language; each finds whole words."""

    speech: Speech
    cue: re.Pattern[str]
    stances: tuple[Stance, ...]
    told: re.Pattern[str]
    naming: re.Pattern[str]
    infinitive_cue: re.Pattern[str]
    zero_cue: re.Pattern[str]
    infinitive: re.Pattern[str]
    frame: re.Pattern[str]
    pronoun_frame: re.Pattern[str]
    institution: re.Pattern[str]
    noun_before: re.Pattern[str]
    complementizer: re.Pattern[str]
    question_word: re.Pattern[str]
    conjunction: re.Pattern[str]
    auxiliary: re.Pattern[str]
    preposition: re.Pattern[str]
    genitive: re.Pattern[str]
    adverbial: re.Pattern[str]
    determiner: re.Pattern[str]
    relative: re.Pattern[str]
    pronoun: re.Pattern[str]
    noun: re.Pattern[str]
    nouns: tuple[SpeakerNoun, ...]
    negation: re.Pattern[str]
    hedge: re.Pattern[str]


@cache
def grammar(code: str) -> Grammar:
    """Return the compiled speech table of a language."""
    speech = language(code).speech
    pronouns = speech.pronouns
    return Grammar(
        speech=speech,
        cue=labelled_words({**{str(s): p for s, p in speech.cues.items()}, "naming": speech.naming}),
        stances=tuple(speech.cues),
        told=whole_words(speech.told),
        naming=whole_words(speech.naming),
        infinitive_cue=whole_words(speech.infinitive_cues),
        zero_cue=whole_words(speech.zero_cues),
        infinitive=whole_words(speech.infinitive),
        frame=whole_words(f.pattern for f in speech.frames),
        pronoun_frame=whole_words(speech.pronoun_frames),
        institution=whole_words(speech.institution_prepositions),
        noun_before=whole_words(speech.noun_before),
        complementizer=whole_words(speech.complementizers),
        question_word=whole_words(speech.question_words),
        conjunction=whole_words(speech.conjunctions),
        auxiliary=whole_words(speech.auxiliaries),
        preposition=whole_words(speech.prepositions),
        genitive=whole_words(speech.genitive_prepositions),
        adverbial=whole_words(speech.adverbials),
        determiner=whole_words(speech.determiners),
        relative=whole_words(pronouns.relative),
        pronoun=labelled_words({"singular": pronouns.singular, "plural": pronouns.plural}),
        noun=labelled_words({f"n{i}": s.patterns for i, s in enumerate(speech.speakers)}),
        nouns=speech.speakers,
        negation=whole_words(speech.negations),
        hedge=labelled_words({str(level): p for level, p in speech.hedges.items()}),
    )
