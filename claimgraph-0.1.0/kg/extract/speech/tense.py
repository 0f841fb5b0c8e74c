"""The tense of a claim: that of its main clauses, read from the finite verbs that the speech table lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Reading
from claimgraph.model import Span, Stance, Tense

MARKS = Tag.COMMA | Tag.COLON | Tag.SEMICOLON | Tag.DASH | Tag.OPENING | Tag.CLOSING
OPENERS = Tag.RELATIVE | Tag.QUESTION | Tag.COMPLEMENTIZER | Tag.SUBORDINATOR
STRONG = Tag.PAST | Tag.PRESENT | Tag.FUTURE | Tag.MODAL | Tag.PERFECT | Tag.COPULA | Tag.PASSIVE
WEAK = Tag.MAYBE_PAST | Tag.MAYBE_PRESENT
SUBJECT = Tag.PRONOUN | Tag.SPEAKING
NEAR = 4  # words after an auxiliary among which a doubtful participle belongs to it
OPENING = 3  # words of a claim among which an infinitive shows that the whole is one


@dataclass(slots=True)
class Clause:
    """Some words of a sentence, as numbers of a reading, with one finite verb at most that counts."""

    main: bool = True
    joined: bool = False
    """Whether a coordinator opens it."""
    relative: bool = False
    words: list[int] = field(default_factory=list)
    strong: int | None = None
    """The word that is a finite verb beyond doubt."""


def tense(reading: Reading, spans: Sequence[Span], stance: Stance) -> tuple[Tense, ...]:
    """Return the tenses of the main verbs of the first sentence that has any, in time's order; none when no verb tells.

    An infinitive that follows a cue of promising or demanding is future; so is a past form after `so that`, which
    demands: `вимагає, щоб відпустили`.
    """
    numbers = [n for span in sorted(spans) for n in range(reading.at(span.start), reading.before(span.end))]
    if not numbers:
        return ()
    found: set[Tense] = set()
    for sentence in _sentences(reading, numbers):
        found = _tenses(reading, list(_clauses(reading, sentence)))
        if found:
            break
    found = found or _infinitive(reading, numbers[:OPENING], stance)
    demanded = numbers[0] and reading.tags[numbers[0] - 1] & Tag.PURPOSE and stance != "denying"
    if demanded and "past" in found:
        found = (found - {"past"}) | {"future"}
    return tuple(value for value in get_args(Tense) if value in found)


def _sentences(r: Reading, numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    first = 0
    for place, n in enumerate(numbers):
        if r.tags[n] & Tag.STOP or r.text[r.starts[n]] == ".":
            yield numbers[first:place]
            first = place + 1
    yield numbers[first:]


def _clauses(r: Reading, numbers: Sequence[int]) -> Iterator[Clause]:
    """Yield the clauses of a sentence; a verb too many for a subordinate one is that of the main clause."""
    clause = Clause()
    ripe = settled = False  # whether the clause has its verb and may end, and whether a main verb was seen
    for place, n in enumerate(numbers):
        tag = r.tags[n]
        verb = bool(_verb(r, n, place == 0) & STRONG)
        following = _opened(tag, clause, place)
        if following is None and verb and not clause.main and ripe and not settled:
            following = Clause()
        if following is not None:
            yield clause
            clause, ripe = following, False
        if tag & Tag.JOINING or _joins(tag):
            ripe = False
        elif verb:
            clause.strong = n if clause.strong is None else clause.strong
            ripe, settled = True, settled or clause.main
        if tag & Tag.WORD:
            clause.words.append(n)
    yield clause


def _opened(tag: int, clause: Clause, place: int) -> Clause | None:
    """Return the clause that a word or mark opens, or None."""
    if tag & MARKS:
        return Clause()
    if tag & Tag.JOINING or _joins(tag):
        return Clause(joined=True) if clause.main else None
    if tag & OPENERS or tag & Tag.CONJUNCTION:
        return Clause(main=False, relative=bool(tag & Tag.RELATIVE) and place > 0)
    return None


def _joins(tag: int) -> bool:
    return bool(tag & Tag.COORDINATOR) and not tag & Tag.SUBORDINATOR


def _verb(r: Reading, n: int, opens: bool) -> int:
    """Return the tags of a word that can be a finite verb, 0 for other words; `opens` says that it may be a capital."""
    tag = r.tags[n]
    if not tag & (STRONG | WEAK) or tag & Tag.NO_VERB or r.named[n] or (tag & Tag.CAPITAL and not opens):
        return 0
    before = r.tags[n - 1] if n else 0
    if before & Tag.INFINITIVE_MARK:
        return 0
    if tag & Tag.MAYBE_PRESENT:
        tag &= ~Tag.MAYBE_PAST
    if tag & WEAK and before & SUBJECT:
        return tag | (Tag.PAST if tag & Tag.MAYBE_PAST else Tag.PRESENT)
    if tag & Tag.MAYBE_PAST and before & Tag.DETERMINER:
        return tag & ~Tag.MAYBE_PAST
    return tag


def _tenses(r: Reading, clauses: Sequence[Clause]) -> set[Tense]:
    """Return the tenses of the main clauses, of the first other one where they have no verb."""
    main = [c for c in clauses if c.main]
    certain = any(c.strong is not None for c in main)
    found: set[Tense] = set()
    for number, clause in enumerate(main):
        following = main[number + 1] if number + 1 < len(main) else None
        if clause.strong is not None or not certain or _is_finite(r, clause, following):
            found |= _told(r, clause)
    others = (c for c in clauses if not c.main and not c.relative)
    return found or next((told for told in (_told(r, c) for c in others) if told), set())


def _is_finite(r: Reading, clause: Clause, following: Clause | None) -> bool:
    """Tell whether a form that can be a participle is none, in a sentence that has finite verbs besides.

    It is none where a clause with such a verb is joined to it, or where it is joined itself and has a subject.
    """
    if following and following.joined and following.strong is not None:
        return not _is_doubtful(r, following)
    return clause.joined and not _is_doubtful(r, clause)


def _is_doubtful(r: Reading, clause: Clause) -> bool:
    """Tell whether a clause opens with a form that can be a participle, adverbs and the coordinator left out."""
    rest = (n for n in clause.words if not r.tags[n] & (Tag.ADVERBIAL | Tag.LINK | Tag.JOINING))
    first = next(rest, None)
    return first is not None and bool(r.tags[first] & Tag.MAYBE_PAST)


def _told(r: Reading, clause: Clause) -> set[Tense]:
    if clause.strong is not None:
        return _of_verb(r, clause, clause.strong)
    weak = 0
    for number, n in enumerate(clause.words):
        weak |= _verb(r, n, number == 0)
    if weak & Tag.MAYBE_PAST:
        return {"past"}
    return {"present"} if weak & Tag.MAYBE_PRESENT else set()


def _of_verb(r: Reading, clause: Clause, n: int) -> set[Tense]:
    """Return the tense of a finite verb together with the participles and infinitives of its clause."""
    tag = _verb(r, n, opens=True)
    inside = 0
    for k in clause.words:
        if k != n and not r.tags[k] & Tag.CAPITAL:
            inside |= r.tags[k]
    done = bool(inside & Tag.DONE) or _near(r, clause, n)
    if (tag & Tag.PERFECT and done) or (tag & Tag.COPULA and inside & Tag.CHANGED):
        return {"past"}
    if tag & Tag.MODAL and inside & Tag.HAVE and (inside & (Tag.DONE | Tag.MAYBE_DONE)):
        return {"past"}
    if tag & Tag.PAST:
        return set() if inside & Tag.IRREAL else {"past"}
    if tag & Tag.PASSIVE:
        last = [r.tags[k] for k in clause.words if k != n][-1:]
        ends = bool(last) and last[0] & Tag.VERB_INFINITIVE and not last[0] & (Tag.DONE | Tag.CAPITAL)
        return {"future"} if ends else {"present"}
    return {"future"} if tag & Tag.FUTURE or (tag | inside) & Tag.PROSPECT else {"present"}


def _near(r: Reading, clause: Clause, n: int) -> bool:
    """Tell whether a form that can be a participle follows soon after an auxiliary, with no object between."""
    following = [k for k in clause.words if k > n][:NEAR]
    for k in following:
        if r.tags[k] & Tag.MAYBE_DONE:
            return True
        if r.tags[k] & Tag.INFINITIVE_MARK or (r.tags[k] & Tag.DETERMINER and not r.tags[k] & SUBJECT):
            return False
    return False


def _infinitive(r: Reading, opening: Sequence[int], stance: Stance) -> set[Tense]:
    """Return the tense of a claim that is an infinitive."""
    tags = 0
    for n in opening:
        tags |= r.tags[n]
    if not tags & (Tag.INFINITIVE | Tag.INFINITIVE_MARK):
        return set()
    if tags & Tag.HAVE:
        return {"past"}
    return {"future"} if stance in ("commissive", "directive") else set()
