"""The speech table of a language as a lexicon: every word of a text gets the tags that the table gives it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_

from claimgraph.errors import LanguageDataError
from claimgraph.extract.speech.patterns import Lexicon, PatternError, expand, subjects
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
    CAPITAL, NUMBER, SUBJECT, IDIOM, AFTERTHOUGHT, PARTICIPLE, RELATION, POINTER = (1 << i for i in range(52, 60))
    WEAK_FRAME, OBJECT, PURPOSE, TOPIC, WORD = (1 << i for i in range(60, 65))
    FRAME_BEHIND, GENITIVE_ARTICLE, REPORTED, TEXT_FRAME = (1 << i for i in range(65, 69))
    PAST, PRESENT, FUTURE, MAYBE_PAST, MAYBE_PRESENT, PERFECT, COPULA, MODAL, PASSIVE = (1 << i for i in range(69, 78))
    DONE, MAYBE_DONE, CHANGED, HAVE, VERB_INFINITIVE, INFINITIVE_MARK = (1 << i for i in range(78, 84))
    PROSPECT, IRREAL, NO_VERB, SUBORDINATOR, JOINING, HIS, HERS, THEIRS = (1 << i for i in range(84, 92))
    AFFIRMING = 1 << 92
    NOUN = 1 << 93
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
FIELDS = {
    "impersonal": Tag.IMPERSONAL, "voiced": Tag.VOICED, "told": Tag.TOLD, "naming": Tag.NAMING,
    "noun_cues": Tag.NOUN_CUE, "participles": Tag.PARTICIPLE, "infinitive": Tag.INFINITIVE,
    "infinitive_cues": Tag.INFINITIVE_CUE, "object_infinitive_cues": Tag.OBJECT_CUE, "zero_cues": Tag.ZERO,
    "clause_cues": Tag.CLAUSE_CUE, "finite": Tag.FINITE, "institution_prepositions": Tag.INSTITUTION,
    "frames": Tag.FRAME, "weak_frames": Tag.WEAK_FRAME, "pronoun_frames": Tag.PRONOUN_FRAME, "as_words": Tag.AS,
    "pointers": Tag.POINTER, "noun_before": Tag.NOUN_BEFORE, "idioms": Tag.IDIOM, "afterthoughts": Tag.AFTERTHOUGHT,
    "complementizers": Tag.COMPLEMENTIZER, "purpose_words": Tag.PURPOSE, "topic_prepositions": Tag.TOPIC,
    "question_words": Tag.QUESTION, "conjunctions": Tag.CONJUNCTION,
    "coordinators": Tag.COORDINATOR, "auxiliaries": Tag.AUXILIARY, "prepositions": Tag.PREPOSITION,
    "genitive_prepositions": Tag.GENITIVE, "addressee_prepositions": Tag.ADDRESSEE, "adverbials": Tag.ADVERBIAL,
    "determiners": Tag.DETERMINER, "relations": Tag.RELATION, "negations": Tag.NEGATION, "affirming": Tag.AFFIRMING,
    "text_frames": Tag.TEXT_FRAME, "frames_behind": Tag.FRAME_BEHIND,
    "genitive_articles": Tag.GENITIVE_ARTICLE, "reported_moods": Tag.REPORTED,
}  # fmt: skip
PRONOUNS = {
    "masculine": Tag.HE, "feminine": Tag.SHE, "neuter": Tag.IT, "plural": Tag.THEY,
    "relative": Tag.RELATIVE, "speaking": Tag.SPEAKING, "objects": Tag.OBJECT,
    "his": Tag.HIS, "hers": Tag.HERS, "theirs": Tag.THEIRS,
}  # fmt: skip
TENSES = {
    "past": Tag.PAST, "present": Tag.PRESENT, "future": Tag.FUTURE, "past_or_participle": Tag.MAYBE_PAST,
    "present_or_noun": Tag.MAYBE_PRESENT, "perfect": Tag.PERFECT, "copulas": Tag.COPULA, "modals": Tag.MODAL,
    "passives": Tag.PASSIVE, "participles": Tag.DONE, "doubtful_participles": Tag.MAYBE_DONE, "changed": Tag.CHANGED,
    "have": Tag.HAVE, "infinitives": Tag.VERB_INFINITIVE, "infinitive_marks": Tag.INFINITIVE_MARK,
    "prospects": Tag.PROSPECT, "irreal": Tag.IRREAL, "no_verbs": Tag.NO_VERB, "subordinators": Tag.SUBORDINATOR,
    "joining": Tag.JOINING,
}  # fmt: skip
VERBAL = reduce(or_, TENSES.values())
"""What the tense table says of a word, beside what the other tables do."""
GENDERS = {"masculine": Tag.MASCULINE, "feminine": Tag.FEMININE, "plural": Tag.PLURAL}
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
    feminine_surnames: Lexicon

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
    """Return the speech table of a language as a lexicon; raise LanguageDataError naming a pattern that is wrong."""
    try:
        return _grammar(language(code).speech)
    except PatternError as error:
        raise LanguageDataError(f"{code}.toml", str(error)) from error


def _grammar(speech: Speech) -> Grammar:
    forms: dict[int, list[str]] = {}
    for tag, patterns in _listed(speech):
        forms.setdefault(tag, []).extend(f for p in patterns for f in expand(p, speech.endings))
    forms[Tag.SUBJECT] = list(_subjects(speech))
    for tag, marks in {**MARKS, Tag.DASH: speech.dashes}.items():
        forms[tag] = list(marks)
    nouns = (Tag.NOUN << len(speech.speakers)) - Tag.NOUN
    lexicon = Lexicon(forms, shapes=(Tag.WORD, Tag.CAPITAL, Tag.NUMBER), genitives=speech.genitives, kept=nouns)
    gender = speech.gender
    names = (gender.masculine_names, gender.feminine_names, gender.feminine_surnames)
    return Grammar(speech, lexicon, *(_names(speech, patterns) for patterns in names))


def _listed(s: Speech) -> Iterator[tuple[int, Patterns]]:
    yield from ((_STANCES[name], patterns) for name, patterns in s.cues.items())
    yield from ((_HEDGES[name], patterns) for name, patterns in s.hedges.items() if name in _HEDGES)
    for table, fields in ((s, FIELDS), (s.pronouns, PRONOUNS), (s.gender, GENDERS), (s.tense, TENSES)):
        yield from ((tag, getattr(table, name)) for name, tag in fields.items())
    yield from ((Tag.NOUN << number, noun.patterns) for number, noun in enumerate(s.speakers))


def _subjects(s: Speech) -> Iterator[str]:
    """Return the forms of speaker nouns that can be a subject."""
    for noun in s.speakers:
        for pattern in noun.patterns:
            yield from subjects(pattern, s.endings)


def _names(speech: Speech, patterns: Patterns) -> Lexicon:
    return Lexicon({1: [f for p in patterns for f in expand(p, speech.endings)]})
