"""The records that flow through the pipeline: frozen, slotted, with code-point offsets, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["PER", "ORG", "LOC", "GRP", "EVT"]
MentionForm = Literal["name", "description", "pronoun"]
Role = Literal[
    "title", "dateline", "byline", "body", "caption", "pullQuote", "crossHead",
    "related", "boilerplate", "metadata", "sourceNote",
]  # fmt: skip
Form = Literal["direct", "dash", "indirect", "mixed", "narrator", "headline"]
Fidelity = Literal["verbatim", "edited", "translated", "paraphrase"]
Stance = Literal["neutral", "distancing", "assertive", "denying", "directive", "commissive"]
Polarity = Literal["pos", "neg"]
Certainty = Literal["certain", "probable", "possible", "alleged"]
Tense = Literal["past", "present", "future"]
Comparator = Literal[
    "exactly", "at_least", "more_than", "at_most", "less_than", "almost", "about", "range", "vague"
]  # fmt: skip
Measure = Literal[
    "killed", "injured", "detained", "arrested", "missing", "displaced", "rescued", "evacuated", "troops",
    "protesters", "vehicles_damaged", "buildings_damaged", "military_vehicles", "other",
]  # fmt: skip
Scope = Literal["total", "increment", "local"]
Precision = Literal["minute", "day", "month", "year"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of one document: `text[start:end]`, in code points of the stored text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether the other lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One published text as a loader delivers it; `text` is never altered.

    `name` is the id within a run (file name without `.txt`, or the id of an input line); the other fields hold
    only what the input itself declares. What the text says of itself is `Metadata`.
    """

    name: str
    text: str
    lang: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph (or line) with its own language and role; segments don't overlap and are in text order."""

    span: Span
    lang: str
    role: Role


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date in ISO form as far as it is known (`2022-01-10`, `2022-01`, `2022`)."""

    value: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself: each field is None where it says nothing."""

    published: PartialDate | None = None
    publisher: str | None = None
    agency: str | None = None
    url: str | None = None
    title: Span | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point to something; `entity` is local to the document until entities are resolved."""

    span: Span
    kind: Kind
    form: MentionForm
    entity: str | None
    method: str
    score: float = 1.0
    qid: str | None = None
    antecedent: Span | None = None
    """For a description or pronoun: the words that stand for the same, a link of its coreference chain."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count with its comparator and closed bounds (None = unbounded); `span` covers comparator, number and noun.

    `scope` is what the words say of it: all since the beginning, what one period adds, or one place's share. `part`: it
    is a part of the number before (`including three children`).
    """

    span: Span
    measure: Measure
    value: float | None
    comparator: Comparator
    lower: int | None
    upper: int | None
    counted: str
    scope: Scope | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that name a date, resolved against the document date."""

    span: Span
    date: PartialDate


@dataclass(frozen=True, slots=True)
class Event:
    """A typed happening triggered by a word: the type is a local name of the ontology's event scheme."""

    type: str
    trigger: Span


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks, is addressed or relays: the words and the entity that they denote (None = unknown)."""

    span: Span
    entity: str | None
    qid: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One act of stating, in one document, by one speaker (None: the text itself states it).

    `via` names the sources between, nearest to the document first.
    """

    spans: tuple[Span, ...]
    lang: str
    form: Form
    sieve: str
    speaker: Party | None = None
    cue: Span | None = None
    addressee: Party | None = None
    via: tuple[Party, ...] = ()
    stance: Stance = "neutral"
    fidelity: Fidelity = "paraphrase"
    polarity: Polarity = "pos"
    certainty: Certainty = "certain"
    tense: tuple[Tense, ...] = ()
    confidence: float = 1.0
    event: str | None = None
    proposition: str | None = None
    quantities: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        """The whole extent, from the first to the last word."""
        return Span(min(s.start for s in self.spans), max(s.end for s in self.spans))


@dataclass(frozen=True, slots=True)
class Filler:
    """Who or what plays a role in what is asserted (`agent`, `patient`, `cause`, ...); `entity` is None if unknown."""

    role: str
    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Assertion:
    """One thing that a claim states, a sentence or clause of it: what is compared with what other claims state.

    `claim`, `quantities` and `dates` are indices into the lists of the annotation; of `events` the first is what it is
    mainly about, `told` the one in which the fillers play their roles (empty: there are none, or only the one of
    whom something is demanded). `vector` is where the encoder puts its words, 8 bits a number, empty where none was
    asked.
    """

    claim: int
    span: Span
    events: tuple[str, ...] = ()
    polarity: Polarity = "pos"
    fillers: tuple[Filler, ...] = ()
    told: str = ""
    quantities: tuple[int, ...] = ()
    dates: tuple[int, ...] = ()
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class Office:
    """A title that stands beside the name of a person; `holder` and `body` are the spans of mentions."""

    title: Span
    holder: Span
    body: Span | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """Words that list members of an organization; `organization` and `members` are the spans of mentions."""

    span: Span
    organization: Span
    members: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """That an extractor from outside was asked: the SHA-256 of its answer (None: not asked about this text), and how
    much of it was dropped because it stands on no words.
    """

    extractor: str
    answer: str | None
    dropped: int


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that was read in one document; `claims[i].quantities` and `.dates` are indices into the lists beside it."""

    document: Document
    lang: str
    sha256: str
    metadata: Metadata
    segments: tuple[Segment, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    claims: tuple[Claim, ...]
    assertions: tuple[Assertion, ...] = ()
    offices: tuple[Office, ...] = ()
    memberships: tuple[Membership, ...] = ()
    consulted: tuple[Consultation, ...] = ()
