"""A claim in the making: its words, its form, and a speaker who is still words."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.speech.grammar import Tag, stance
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import Speaker
from claimgraph.extract.speech.subject import Cue
from claimgraph.model import Form, Span, Stance

EDGE = Tag.COMMA | Tag.COLON | Tag.SEMICOLON | Tag.DASH
ANY_CUE = Tag.CUE | Tag.NAMING | Tag.VOICED


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim whose speaker is still words."""

    spans: tuple[Span, ...]
    form: Form
    sieve: str
    stance: Stance = "neutral"
    cue: Span | None = None
    cue_tags: int = 0
    speaker: Speaker | None = None
    addressee: Speaker | None = None
    via: tuple[Speaker, ...] = ()
    follows: bool = False
    """Whether its speaker is the one of the claim before it, who has no words of their own there either."""
    doubtful: bool = False
    """Whether the speaker's words may be others."""
    nameless: bool = False
    """Whether nobody is meant: the verb is impersonal."""
    confidence: float | None = None
    """How often such claims are right, where it is known better than by their sieve."""

    @property
    def end(self) -> int:
        """Where the claim's words end."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage with its reporting words, in text order."""

    p: Passage
    cues: tuple[Cue, ...]
    edges: tuple[tuple[int, int], ...] = ()
    """The cues that start a clause of their own, by number, and the words where these clauses start."""
    remarks: tuple[int, ...] = ()
    """The commas after which the narrator goes on."""

    def limit(self, k: int) -> int:
        """Return the word at which the next cue starts, or the end."""
        return self.cues[k + 1].first if k + 1 < len(self.cues) else self.p.hi


def find_cues(p: Passage) -> tuple[Cue, ...]:
    """Return the reporting words of a sentence that stand outside its quotations and names, and are verbs."""
    found: list[Cue] = []
    past = p.lo
    for n in [n for n in range(p.lo, p.hi) if p.r.tags[n] & (ANY_CUE | Tag.IDIOM)]:
        tag = p.r.tags[n]
        if n < past or p.r.named[n]:
            continue
        if tag & Tag.IDIOM:
            past = p.reach(n, Tag.IDIOM)
        elif not p.is_quoted(n) and not _is_noun(p, n):
            past = p.reach(n, Tag.CUE if tag & Tag.CUE else ANY_CUE)
            tag = tag if past == n + 1 else p.phrase_tags(n, past)
            found.append(Cue(n, past, tag, stance(tag)))
    return tuple(found)


def _is_noun(p: Passage, n: int) -> bool:
    """Tell whether the word before makes a cue form a noun or infinitive, or shows that it reports nothing."""
    before = p.back(n, p.lo, Tag.NEGATION) - 1
    if before >= p.lo and p.tag(before) & Tag.NOUN_BEFORE and not p.is_quoted(before) and before not in p.r.actors:
        return not p.tag(n) & Tag.IMPERSONAL
    if p.tag(p.back(n, p.lo, Tag.BETWEEN) - 1) & Tag.SPEAKING or p.tag(n + 1) & Tag.SPEAKING:
        return True
    inner = n > p.lo and not p.is_boundary(n - 1)
    return bool(inner and p.tag(n) & Tag.CAPITAL and not p.tag(n - 1) & Tag.CAPITAL)


def points_back(p: Passage) -> bool:
    """Tell whether a sentence names the source of the one before it: `Про це повідомив X`."""
    first = p.skip(p.lo, p.hi, Tag.ADVERBIAL)
    return p.reach(first, Tag.POINTER) > first + 1


def stripped(p: Passage, first: int, end: int) -> tuple[int, int] | None:
    """Return some words without separators and joining words at their edges, or None when no word is left."""
    while first < end and (p.tag(first) & EDGE or p.word(first) == "."):
        first += 1
    while end > first and not p.is_quoted(end - 1):
        tag = p.tag(end - 1)
        full_stop = p.word(end - 1) == "." and p.word(end - 2) != "." and end == p.hi
        if not (tag & (EDGE | Tag.LINK) or full_stop) or end - 1 in p.r.actors:
            break
        end -= 1
    return (first, end) if any(p.r.tags[n] & Tag.WORD for n in range(first, end)) else None


def count(p: Passage, first: int, end: int) -> int:
    """Return the number of words, marks left out."""
    return sum(1 for tag in p.r.tags[first:end] if tag & Tag.WORD)


def form_of(p: Passage, first: int, end: int) -> Form:
    """Return whether some words are all quotation, part quotation or none."""
    quoted = [p.is_quoted(n) for n in range(first, end) if p.r.tags[n] & Tag.WORD]
    if not any(quoted):
        return "indirect"
    return "direct" if all(quoted) else "mixed"
