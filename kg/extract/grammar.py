"""The speech table of a language as a lexicon: every word of a text gets the tags that the table gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claimgraph.extract.patterns import Lexicon, expand, subjects
from claimgraph.lang import language
from claimgraph.lang.speech import Patterns, SpeakerNoun, Speech
from claimgraph.model import Certainty, Stance


class Tag:
    """Bits that tell what a word or mark can be; the meaning of each is that of its field in the speech table."""

    NEUTRAL, DISTANCING, ASSERTIVE, DENYING, DIRECTIVE, COMMISSIVE, IMPERSONAL = (1 << i for i in range(7))
    VOICED, TOLD, NAMING, NOUN_CUE, INFINITIVE, INFINITIVE_CUE, OBJECT_CUE, ZERO = (1 << i for i in range(7, 15))
    CLAUSE_CUE, FINITE, INSTITUTION, FRAME, PRONOUN_FRAME, AS, NOUN_BEFORE = (1 << i for i in range(15, 22))
    COMPLEMENTIZER, QUESTION, CONJUNCTION, COORDINATOR, AUXILIARY, PREPOSITION = (1 << i for i in range(22, 28))
    GENITIVE, ADVERBIAL, DETERMINER, ADDRESSEE, NEGATION = (1 << i for i in range(28, 33))
    HE, SHE, IT, THEY, RELATIVE, SPEAKING = (1 << i for i in range(33, 39))
    MASCULINE, FEMININE, PLURAL, ALLEGED, PROBABLE, POSSIBLE = (1 << i for i in range(39, 45))
    COMMA, COLON, SEMICOLON, STOP, OPENING, CLOSING, DASH = (1 << i for i in range(45, 52))
    CAPITAL, NUMBER, SUBJECT, IDIOM, AFTERTHOUGHT, PARTICIPLE, RELATION = (1 << i for i in range(52, 59))
    NOUN = 1 << 59
    """The first speaker noun of the table; the next ones follow."""

    STANCES = NEUTRAL | DISTANCING | ASSERTIVE | DENYING | DIRECTIVE | COMMISSIVE
    CUE = STANCES | IMPERSONAL
    PRONOUN = HE | SHE | IT | THEY
    BOUNDARY = COMMA | COLON | SEMICOLON | STOP | DASH | OPENING | CLOSING
    BETWEEN = AUXILIARY | ADVERBIAL | NEGATION
    LINK = CONJUNCTION | COORDINATOR
    HEDGE = ALLEGED | PROBABLE | POSSIBLE


MARKS = {
    Tag.COMMA: ",", Tag.COLON: ":", Tag.SEMICOLON: ";", Tag.STOP: "!?…", Tag.OPENING: "([", Tag.CLOSING: ")]",
}  # fmt: skip
_STANCES: dict[Stance, int] = {
    "neutral": Tag.NEUTRAL, "distancing": Tag.DISTANCING, "assertive": Tag.ASSERTIVE,
    "denying": Tag.DENYING, "directive": Tag.DIRECTIVE, "commissive": Tag.COMMISSIVE,
}  # fmt: skip
_HEDGES: dict[Certainty, int] = {"alleged": Tag.ALLEGED, "probable": Tag.PROBABLE, "possible": Tag.POSSIBLE}


@dataclass(frozen=True, slots=True)
class Grammar:
    """One language: its speech table, and the lexicon made of it."""

    speech: Speech
    lexicon: Lexicon
    masculine_names: Lexicon
    feminine_names: Lexicon

    def noun(self, tags: int) -> SpeakerNoun | None:
        """Return the speaker noun that some tags hold: the first of the table."""
        bits = tags >> Tag.NOUN.bit_length() - 1
        return self.speech.speakers[(bits & -bits).bit_length() - 1] if bits else None


def stance(tags: int) -> Stance:
    """Return the stance of a cue; where a form has several, the most telling one."""
    return next((s for s, tag in reversed(_STANCES.items()) if tags & tag), "neutral")


def certainty(tags: int) -> Certainty:
    """Return the weakest certainty among some hedges."""
    return next((level for level, tag in _HEDGES.items() if tags & tag), "certain")


@cache
def grammar(code: str) -> Grammar:
    """Return the speech table of a language as a lexicon."""
    speech = language(code).speech
    forms: dict[int, list[str]] = {}
    for tag, patterns in (*_listed(speech), *_spoken(speech)):
        forms.setdefault(tag, []).extend(f for p in patterns for f in expand(p, speech.endings))
    forms[Tag.SUBJECT] = list(_subjects(speech))
    for tag, marks in MARKS.items():
        forms[tag] = list(marks)
    nouns = (Tag.NOUN << len(speech.speakers)) - Tag.NOUN
    lexicon = Lexicon(forms, speech.genitives, nouns)
    gender = speech.gender
    return Grammar(speech, lexicon, _names(speech, gender.masculine_names), _names(speech, gender.feminine_names))


def _listed(s: Speech) -> Iterator[tuple[int, Patterns]]:
    yield from ((_STANCES[name], patterns) for name, patterns in s.cues.items())
    yield from ((_HEDGES[name], patterns) for name, patterns in s.hedges.items() if name in _HEDGES)
    yield from zip(
        (Tag.IMPERSONAL, Tag.VOICED, Tag.TOLD, Tag.NAMING, Tag.NOUN_CUE, Tag.INFINITIVE, Tag.INFINITIVE_CUE,
         Tag.OBJECT_CUE, Tag.ZERO, Tag.CLAUSE_CUE, Tag.FINITE, Tag.INSTITUTION, Tag.FRAME, Tag.PRONOUN_FRAME, Tag.AS,
         Tag.NOUN_BEFORE, Tag.COMPLEMENTIZER, Tag.QUESTION, Tag.CONJUNCTION, Tag.COORDINATOR, Tag.AUXILIARY,
         Tag.PREPOSITION, Tag.GENITIVE, Tag.ADVERBIAL, Tag.DETERMINER, Tag.ADDRESSEE, Tag.NEGATION,
         Tag.IDIOM, Tag.AFTERTHOUGHT, Tag.PARTICIPLE, Tag.RELATION),
        (s.impersonal, s.voiced, s.told, s.naming, s.noun_cues, s.infinitive, s.infinitive_cues,
         s.object_infinitive_cues, s.zero_cues, s.clause_cues, s.finite, s.institution_prepositions, s.frames,
         s.pronoun_frames, s.as_words, s.noun_before, s.complementizers, s.question_words, s.conjunctions,
         s.coordinators, s.auxiliaries, s.prepositions, s.genitive_prepositions, s.adverbials, s.determiners,
         s.addressee_prepositions, s.negations, s.idioms, s.afterthoughts, s.participles, s.relations),
        strict=True,
    )  # fmt: skip


def _spoken(s: Speech) -> Iterator[tuple[int, Patterns]]:
    p, g = s.pronouns, s.gender
    yield from zip(
        (Tag.HE, Tag.SHE, Tag.IT, Tag.THEY, Tag.RELATIVE, Tag.SPEAKING, Tag.MASCULINE, Tag.FEMININE, Tag.PLURAL),
        (p.masculine, p.feminine, p.neuter, p.plural, p.relative, p.speaking, g.masculine, g.feminine, g.plural),
        strict=True,
    )
    yield from ((Tag.NOUN << number, noun.patterns) for number, noun in enumerate(s.speakers))


def _subjects(s: Speech) -> Iterator[str]:
    """Return the forms of speaker nouns that can be a subject."""
    for noun in s.speakers:
        for pattern in noun.patterns:
            yield from subjects(pattern, s.endings)


def _names(speech: Speech, patterns: Patterns) -> Lexicon:
    return Lexicon({1: [f for p in patterns for f in expand(p, speech.endings)]})
