"""Who stands at a reporting word: the subject before or after it, the person addressed, the body that speaks."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Candidate, Passage
from claimgraph.extract.speech.phrase import (
    CLOSED,
    LONGEST,
    UNKNOWN,
    Speaker,
    can_head,
    noun_phrase,
    outranks,
    phrase_end,
    unnamed,
)
from claimgraph.model import Stance

MANNER = 2  # words that tell how somebody speaks: `svarer hun kort:`
GROUPS = 4  # commas between a subject and its cue
NEAR = 6  # words between a verb and the body that speaks


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word or phrase: its first word and the word after it, its tags and stance."""

    first: int
    end: int
    tags: int
    stance: Stance


def subject(p: Passage, cue: Cue, floor: int, limit: int) -> Speaker | None:
    """Return the subject of a cue whose content follows, from `floor` up to the word `limit`."""
    left = before(p, cue.first, floor)
    if (left and left.is_known) or not p.grammar.speech.inversion:
        return left or (None if cue.tags & Tag.IMPERSONAL else _beyond_commas(p, cue, floor))
    right = after(p, cue, limit)
    if right and right.is_known:
        beyond = None if left else _beyond_commas(p, cue, floor)
        return beyond if beyond and beyond.head.kind == "name" else right
    return left or _beyond_commas(p, cue, floor) or right


def before(p: Passage, at: int, floor: int) -> Speaker | None:
    """Return the subject in the chunk of words before word `at`."""
    end = p.back(at, floor, Tag.BETWEEN)
    if end > floor and p.tag(end - 1) & Tag.LINK and not p.tag(end - 1) & Tag.PRONOUN:
        return None
    start = p.left(end, floor)
    return noun_phrase(p, _clause_start(p, start, end), end)


def _clause_start(p: Passage, start: int, end: int) -> int:
    """Return where the last clause of a chunk starts: after a conjunction that doesn't join two nouns."""
    for n in range(end - 1, start, -1):
        if p.tag(n) & Tag.LINK and not p.is_quoted(n) and p.reach(n, Tag.LINK) < end:
            named = p.tag(n - 1) & p.tag(n + 1) & Tag.CAPITAL
            joins = p.tag(n) & Tag.COORDINATOR and (named or _ends_noun(p, start, n))
            joins = joins and not p.any(start, n, Tag.FINITE | Tag.CUE)
            return start if joins else p.reach(n, Tag.LINK)
    return start


def _ends_noun(p: Passage, start: int, end: int) -> bool:
    """Tell whether some words end with a candidate that no preposition governs, save one that continues a noun."""
    last = next((c for c in p.actors(start, end) if c.last == end - 1), None)
    if last is None:
        return False
    governor = p.tag(last.first - 1) if last.first > start else 0
    return not governor & Tag.PREPOSITION or bool(governor & Tag.GENITIVE)


def _beyond_commas(p: Passage, cue: Cue, floor: int) -> Speaker | None:
    """Return the subject before an apposition or relative clause: `X, who leads Y, said`."""
    n, best = p.back(cue.first, floor, Tag.BETWEEN), None
    for _ in range(GROUPS):
        if n - 1 <= floor or not p.tag(n - 1) & (Tag.COMMA | Tag.DASH) or p.is_quoted(n - 1):
            break
        start, end = p.left(n - 1, floor), n - 1
        if start == end or (p.tag(start) & Tag.CONJUNCTION and not p.tag(start) & Tag.PREPOSITION):
            break
        found = None if p.tag(start) & (CLOSED | Tag.NUMBER | Tag.AS) else noun_phrase(p, start, end)
        if found and found.head.is_person:
            return found
        best, n = found or best, start
    return best if best is None or agrees(p, cue.tags, best) else None


def agrees(p: Passage, tags: int, speaker: Speaker) -> bool:
    """Tell whether a verb of the plural fits a speaker: one person's name, or a singular noun, doesn't."""
    plural = tags & Tag.PLURAL and not tags & (Tag.MASCULINE | Tag.FEMININE)
    noun = speaker.head.noun
    single = speaker.head.is_person or (noun is not None and noun.kind == "PER")
    first = p.r.at(speaker.span.start)
    return not (plural and single) or p.any(first, speaker.end, Tag.COORDINATOR)


def after(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the subject that follows a cue, before word `limit`."""
    start = p.skip(cue.end, limit, Tag.BETWEEN)
    end = min(phrase_end(p, start), limit)
    if p.tag(start) & Tag.PREPOSITION and p.grammar.speech.subjectless and start < limit:
        return _beyond_adverbial(p, start, limit)
    if start >= end or p.tag(start) & CLOSED:
        return None
    first = p.r.actors.get(start)
    spoken = p.grammar.speech.inversion and p.tag(limit) & Tag.COLON and limit - start - 1 <= MANNER
    if first and first.kind == "pronoun" and (spoken or not _is_determiner(p, start, end)):
        rest = p.skip(start + 1, limit, Tag.BETWEEN)
        ends = p.is_boundary(rest) or p.tag(rest) & (Tag.COMPLEMENTIZER | Tag.PREPOSITION)
        alone = spoken or ends or rest >= limit
        return Speaker(p.span(start, start + 1), first, start + 1) if alone else None
    found = noun_phrase(p, start, end)
    return _with_name(p, found, limit) if found and found.end == end else found


def _beyond_adverbial(p: Passage, start: int, limit: int) -> Speaker | None:
    """Return the subject after an adverbial, in the form of one: `powiedział w Brukseli szef Rady Donald Tusk`."""
    for actor in p.actors(start, min(p.right(start), limit)):
        if actor.kind in ("name", "noun") and can_head(p, actor, start, limit):
            found = noun_phrase(p, actor.first, min(phrase_end(p, actor.first), limit))
            return found if found and found.is_known and (actor.kind == "noun" or actor.is_person) else None
    return None


def inverted(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the subject that follows a cue after its content, where a pronoun may have adverbs behind it."""
    start = p.skip(cue.end, limit, Tag.BETWEEN)
    first = p.r.actors.get(start)
    if first and first.kind == "pronoun" and start < limit and not p.tag(start) & Tag.DETERMINER:
        return Speaker(first.span, first, start + 1)
    return after(p, cue, limit)


def _with_name(p: Passage, speaker: Speaker, limit: int) -> Speaker:
    """Return a title with the name in apposition that follows it: `her lawyer, Carla Benedetti`."""
    comma = speaker.end
    name = p.r.actors.get(comma + 1)
    if speaker.head.kind != "noun" or not p.tag(comma) & Tag.COMMA or name is None or not name.is_person:
        return speaker
    end = name.last + 1
    closed = end <= limit and (p.is_boundary(end) or end >= p.hi)
    return Speaker(p.span(p.r.at(speaker.span.start), end), name, end) if closed else speaker


def _is_determiner(p: Passage, at: int, end: int) -> bool:
    """Tell whether a pronoun form stands before a noun: nb `de portugisiske myndighetene`."""
    return at + 1 < end and bool(p.tag(at) & Tag.DETERMINER) and not p.tag(at + 1) & (Tag.BETWEEN | Tag.PREPOSITION)


def antecedent(p: Passage, cue: Cue, floor: int) -> Speaker | None:
    """Return whom the relative pronoun before a cue stands for: the noun before its comma."""
    start = p.left(cue.first, floor)
    while start > floor and p.tag(start - 1) & Tag.PREPOSITION:
        start -= 1
    end = start - 1 if start > floor and p.tag(start - 1) & Tag.COMMA else start
    if end <= floor:
        return None
    last = next((c for c in p.actors(max(floor, end - LONGEST), end) if c.last == end - 1), None)
    found = before(p, end, floor)
    if found and (last is None or found.head.is_person or found.head == last):
        return Speaker(p.span(found.head.first, end), found.head, end)
    if last is not None:
        return Speaker(last.span, last, end)
    return unnamed(p, end - 1, end) if p.word(end - 1)[0].isalpha() else None


def opening(p: Passage, at: int) -> Speaker | None:
    """Return the noun phrase that opens a sentence, as the subject of a second verb: `X resigned and said`."""
    start = p.skip(p.lo, at, Tag.ADVERBIAL | Tag.LINK)
    end = min(at, p.right(start))
    head: Candidate | None = None
    for candidate in p.actors(start, end):
        fits = can_head(p, candidate, start, candidate.last + 1) and candidate.kind != "place"
        if candidate.kind == "pronoun" and p.tag(candidate.first) & Tag.DETERMINER:
            fits = fits and not p.actors(candidate.last + 1, min(end, candidate.last + 4))
        if (head is None and fits) or (head and candidate.first == head.last + 1 and outranks(p, candidate, head)):
            head = candidate
    if head is None:
        return None
    first = start if not p.tag(start) & Tag.PREPOSITION and head.first - start <= UNKNOWN else head.first
    return Speaker(p.span(first, head.last + 1), head, head.last + 1)


def addressee(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the person or medium told: the object of some cues, or after a preposition."""
    start = p.skip(cue.end, limit, Tag.BETWEEN)
    if cue.tags & Tag.TOLD and start < limit and not p.tag(start) & CLOSED:
        return noun_phrase(p, start, min(phrase_end(p, start), limit))
    near = range(start, min(limit, start + LONGEST))
    to = next((n for n in near if p.tag(n) & Tag.ADDRESSEE and not p.is_quoted(n)), None)
    named = p.r.actors.get(to + 1) if to is not None else None
    return Speaker(named.span, named, named.last + 1) if named and named.kind == "name" else None


def institution(p: Passage, cue: Cue, floor: int, limit: int) -> Speaker | None:
    """Return the body or text that speaks where a cue has no subject: `повідомили в МВС`, `w raporcie czytamy`."""
    right = next((n for n in range(cue.end, p.skip(cue.end, limit, Tag.BETWEEN) + 1) if _introduces(p, n)), None)
    found = _within(p, right, min(p.right(right), limit)) if right is not None else None
    start = p.left(cue.first, floor)
    left = next((n for n in range(start, cue.first) if _introduces(p, n)), None)
    return found or (_within(p, left, cue.first) if left is not None else None)


def _introduces(p: Passage, n: int) -> bool:
    return bool(p.tag(n) & Tag.INSTITUTION) and not p.is_quoted(n)


def _within(p: Passage, start: int, end: int) -> Speaker | None:
    """Return the body or text after a preposition among some words, without adverbials between them."""
    end = p.back(end, start + 1, Tag.BETWEEN)
    head = next((c for c in p.actors(start + 1, end) if c.kind != "pronoun"), None)
    if (
        head is None
        or head.first > start + NEAR
        or not (_is_body(head) or (head.kind == "place" and head.last + 1 == end))
    ):
        return None
    first = next(n for n in range(head.first - 1, start - 1, -1) if p.tag(n) & Tag.INSTITUTION) + 1
    return Speaker(p.span(first, end), head, end)


def _is_body(head: Candidate) -> bool:
    if head.noun:
        return head.noun.kind != "PER"
    return head.mention is not None and head.mention.kind == "ORG"
