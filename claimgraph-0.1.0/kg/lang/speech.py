"""Speech: quotation marks, dashes, reporting words, speaker nouns, pronouns, negation, hedges."""

from __future__ import annotations

from typing import Literal

import msgspec

from claimgraph.model import Certainty, Stance

Patterns = tuple[str, ...]
"""Word patterns: `{a,b}` alternatives, `<name>` alternatives of `endings`, `*` any letters, ` ~ ` up to eight words."""


class SpeakerNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of nouns that can speak: who they stand for, and their forms."""

    concept: str
    """Language-independent name (`president`, `authorities`): equal concepts of one country are one actor.
    `body` is for nouns that mean the organization just named, whatever its name: `the agency`, `відомство`."""
    kind: Literal["PER", "ORG", "GRP", "TEXT"]
    """TEXT: a statement or report, which speaks for whoever issued it."""
    patterns: Patterns
    """Forms of each noun; where the language has cases, those that a subject can have stand before a `|`."""


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Third-person subject pronouns and relative pronouns."""

    masculine: Patterns = ()
    feminine: Patterns = ()
    neuter: Patterns = ()
    plural: Patterns = ()
    relative: Patterns = ()
    """Words that open a relative clause: a clause that starts with one has its subject outside."""
    speaking: Patterns = ()
    """Pronouns of the first and second person: no reporting clause of a news text has them as subject."""
    objects: Patterns = ()
    """Pronouns that are no subject."""
    his: Patterns = ()
    """Forms of `he` that are no subject, possessive ones too; `hers` and `theirs` likewise."""
    hers: Patterns = ()
    theirs: Patterns = ()


class Gender(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show the gender of the person they stand by: verb forms, nouns, given names."""

    masculine: Patterns = ()
    feminine: Patterns = ()
    plural: Patterns = ()
    masculine_names: Patterns = ()
    feminine_names: Patterns = ()
    """A given name spelled out in one list is not tried against the `*` patterns of the other."""
    feminine_surnames: Patterns = ()
    """Surnames of women that end in the letter in which their given names may end."""


class Verbs(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Verb forms that show the tense of a clause; a form that is in several lists counts as all of them."""

    past: Patterns = ()
    """Finite forms of the past."""
    present: Patterns = ()
    future: Patterns = ()
    """Finite forms of the future, auxiliaries too; they win against `present`."""
    past_or_participle: Patterns = ()
    """Forms of the past that are participles as well, so that another finite verb of the clause decides: `closed`."""
    present_or_noun: Patterns = ()
    """Forms of the present that are other words as well: `need`."""
    perfect: Patterns = ()
    """Auxiliaries that are past together with a participle: `has`, `har`, `hat`."""
    participles: Patterns = ()
    """Participles, anywhere in the clause of their auxiliary."""
    doubtful_participles: Patterns = ()
    """Those that can be other words: they belong to an auxiliary right before them."""
    copulas: Patterns = ()
    """Auxiliaries that are past only together with participles of change: German `ist`."""
    changed: Patterns = ()
    """Those participles: German `gekommen`."""
    modals: Patterns = ()
    """Verbs that are past together with `have` and a participle: `must have known`."""
    have: Patterns = ()
    """The infinitive of the auxiliary of the perfect."""
    passives: Patterns = ()
    """Verbs that are future before an infinitive and present before a participle: German `wird`."""
    infinitives: Patterns = ()
    """The infinitives after such verbs."""
    infinitive_marks: Patterns = ()
    """Words after which a form is an infinitive: `to`, `å`."""
    prospects: Patterns = ()
    """Phrases that make a present a future: `going to`."""
    irreal: Patterns = ()
    """Words that make a past a conditional: `би`."""
    no_verbs: Patterns = ()
    """Words with the ending of a verb that are none."""
    subordinators: Patterns = ()
    """Words that open subordinate clauses, besides those of the speech table."""
    joining: Patterns = ()
    """Words that join main clauses, besides the coordinators of the speech table."""


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How speech is reported in one language."""

    quotes: tuple[tuple[str, str], ...] = ()
    """Opening and closing quotation marks, main pair first."""
    dashes: str = "–—-"
    """Characters that open (and, with space around, interrupt) a dash quotation."""
    endings: dict[str, Patterns] = {}
    """Named alternatives for the patterns of this table."""
    cues: dict[Stance, Patterns] = {}
    """Reporting verbs in their finite and participle forms, by stance."""
    voiced: Patterns = ()
    """Verbs that report speech only beside a quotation: `laughs`, `went on`."""
    told: Patterns = ()
    """Those cues whose direct object is the person addressed."""
    naming: Patterns = ()
    """Verbs that give their object an attribute: `called the marchers "heroes"`."""
    participles: Patterns = ()
    """Forms of cues that have no subject of their own: `adding`, `dodając`, `додавши`."""
    noun_cues: Patterns = ()
    """Nouns that a content clause follows: `the chairman's claim that ...`."""
    infinitive: Patterns = ()
    """Words that open an infinitive which is content: `to`, `å`, and infinitives where nothing opens them."""
    infinitive_cues: Patterns = ()
    """Cues that may govern such an infinitive: `promised to pay`."""
    object_infinitive_cues: Patterns = ()
    """Cues that may govern an infinitive after an object: `urged both sides to stop`."""
    zero_cues: Patterns = ()
    """Cues that a content clause may follow with nothing between: `he said it was over`."""
    clause_cues: Patterns = ()
    """Cues that may be followed by such a clause where `finite` shows that it is one."""
    finite: Patterns = ()
    """Frequent finite verbs, which show that words are a clause."""
    impersonal: Patterns = ()
    """Reporting forms that need no subject: `it was reported`, `podano`, `повідомляється`."""
    institution_prepositions: Patterns = ()
    """Words between such a form and the institution or text that speaks: uk `повідомили в`, pl `w oświadczeniu`."""
    frames: Patterns = ()
    """Words before a source, without a verb: `according to`."""
    weak_frames: Patterns = ()
    """Those frames that name a source only before a body, a person or a text: `згідно з`, not before a law."""
    pointers: Patterns = ()
    """Words on which a clause with `as` depends: `після того, як`; and phrases that stand for the sentence before:
    `про це повідомив X`."""
    pronoun_frames: Patterns = ()
    """Frames that hold their pronoun: `in her view`; they mean the last speaker."""
    as_words: Patterns = ()
    """Words that make a reporting clause a frame: `as X said`, `як повідомив X`."""
    noun_before: Patterns = ()
    """Words after which a cue form is no finite verb: articles, possessives, the infinitive mark."""
    idioms: Patterns = ()
    """Phrases in which a cue form reports nothing: nb `sa opp`, pl `podał rękę`."""
    afterthoughts: Patterns = ()
    """Words after a comma with which the narrator goes on after reported words: `, without giving details`."""
    complementizers: Patterns = ()
    purpose_words: Patterns = ()
    """Those complementizers that open content only after a cue of asking, promising or denying: `żeby`, `щоб`."""
    topic_prepositions: Patterns = ()
    """Prepositions before what is spoken about, which is no content: `about`, `про`."""
    question_words: Patterns = ()
    """Words that open an indirect question after a cue; they belong to the content."""
    conjunctions: Patterns = ()
    """Words that join clauses."""
    coordinators: Patterns = ()
    """Those that join noun phrases too."""
    auxiliaries: Patterns = ()
    """Words that may stand between a subject and its cue."""
    prepositions: Patterns = ()
    """Words that open an adverbial."""
    genitive_prepositions: Patterns = ()
    """Those prepositions that continue a noun phrase: `the head of the agency`."""
    adverbials: Patterns = ()
    """Phrases of time and manner around a cue that are neither subject nor content."""
    determiners: Patterns = ()
    """Words that open a noun phrase, and subject pronouns."""
    addressee_prepositions: Patterns = ()
    """Words before the person or medium spoken to: nb `sier hun til NRK`."""
    genitives: tuple[str, ...] = ()
    """Endings that make a speaker noun a genitive: en `'s`, nb `s`."""
    genitive_endings: tuple[str, ...] = ()
    """Endings of the word after an office or institution that belongs to its name: pl `ministerstwo transportu`."""
    relations: Patterns = ()
    """Nouns right after which a person's name is a genitive: pl `mąż Asii`."""
    oblique_names: tuple[str, ...] = ()
    """Endings of surnames that are no subject: pl `Kowalskiego`."""
    text_frames: Patterns = ()
    """Those frames that name a source only where it is a text: German `nach einem Bericht`."""
    frames_behind: Patterns = ()
    """Words after a source, without a verb: German `der Polizei zufolge`."""
    genitive_articles: Patterns = ()
    """Articles that continue a noun phrase where they follow a noun: German `der Sprecher der Polizei`."""
    reported_moods: Patterns = ()
    """Finite verbs that show by their form that somebody else's words are reported: German `er habe`."""
    nouns_capitalised: bool = False
    """Whether nouns have a capital letter, which tells an article from a relative pronoun of the same form."""
    comma_clauses: bool = False
    """Whether a comma stands before a content clause that nothing opens: `er sagte, er komme`."""
    frame_comma: bool = False
    """Whether a comma ends the source that a frame opens: `according to the ministry of trade, prices rose`."""
    head_last: bool = False
    """Whether the last noun of a compound is its head: `opposition leader`, against `лідер опозиції`."""
    inversion: bool = False
    """Whether a subject may follow its cue although content follows too: `tirsdag sa han at`."""
    subjectless: bool = False
    """Whether a cue without subject means the last speaker."""
    pronouns: Pronouns = Pronouns()
    gender: Gender = Gender()
    tense: Verbs = Verbs()
    speakers: tuple[SpeakerNoun, ...] = ()
    negations: Patterns = ()
    affirming: Patterns = ()
    """Phrases with a negation that deny nothing: `not only`, `no fewer than`."""
    hedges: dict[Certainty, Patterns] = {}
