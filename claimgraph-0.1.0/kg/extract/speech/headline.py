"""Attribution by place alone: `Minister: no new taxes`, `Pilot was asleep: inquiry`, the credit below a pull quote."""

from __future__ import annotations

from claimgraph.extract.speech.draft import Draft, count, find_cues, form_of, stripped
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Candidate, Passage
from claimgraph.extract.speech.phrase import SOMEONE, Speaker, noun_phrase
from claimgraph.model import Role

FRONT = 10  # words of a speaker before a colon
BEHIND = 5  # words of a speaker after the content
CREDIT = 8  # words of a credit line after a pull quote


def headline(p: Passage, role: Role) -> list[Draft]:
    """S6: `Minister: the talks have failed`, in titles, and `Minister: "..."` anywhere."""
    tags = p.r.tags
    colon = next((n for n in range(p.lo, p.hi) if tags[n] & Tag.COLON and not p.is_quoted(n)), None)
    if colon is None:
        return _behind(p, role, None)
    content = stripped(p, colon + 1, p.hi)
    if content is None:
        return []
    speech = p.is_quoted(content[0]) or bool(p.tag(colon + 1) & Tag.DASH)
    front = _front(p, colon) if role == "title" or speech else None
    if front:
        first = colon + 1 if p.tag(colon + 1) & Tag.DASH else content[0]
        form = "direct" if p.tag(colon + 1) & Tag.DASH else form_of(p, *content)
        return [Draft((p.span(first, content[1]),), form, "S6", speaker=front)]
    return _behind(p, role, colon)


def _front(p: Passage, colon: int) -> Speaker | None:
    """Return the speaker before a colon: a person, an organization or a noun for one, and no more."""
    label = colon == p.lo + 1 and p.tag(p.lo) & Tag.IDIOM
    if label or colon - p.lo > FRONT or find_cues(p.part(p.lo, colon)) or p.any(p.lo, colon, Tag.FINITE | Tag.COMMA):
        return None
    found = noun_phrase(p, p.lo, colon)
    if found is None or found.head.kind in ("pronoun", "place") or found.head.noun is SOMEONE:
        actors = p.actors(p.lo, colon)
        return Speaker(actors[-1].span, actors[-1], colon) if actors and actors[-1].is_person else None
    return None if _is_modifier(p, found.head, colon) else found


def _is_modifier(p: Passage, head: Candidate, colon: int) -> bool:
    """Tell whether a name stands before the noun that the words are about: `Airline outage: flights resume`."""
    follows = head.last + 1 < colon and p.word(colon - 1)[0].islower()
    return p.grammar.speech.head_last and head.kind == "name" and follows


def _behind(p: Passage, role: Role, colon: int | None) -> list[Draft]:
    """Return a claim whose speaker stands behind it: after the last dash or the colon of a title."""
    mark = colon
    if role != "title":
        return []
    if mark is None:
        dashes = [n for n in range(p.lo + 1, p.hi) if p.tag(n) & Tag.DASH and not p.is_quoted(n)]
        mark = dashes[-1] if dashes else None
    content = stripped(p, p.lo, mark) if mark is not None else None
    if mark is None or content is None:
        return []
    quoted = form_of(p, *content) == "direct"
    speaker = (_blamed(p, mark + 1) if quoted else None) or _alone(p, mark + 1)
    if speaker is None or count(p, *content) < 2 or find_cues(p):
        return [] if speaker is None or not quoted else [_claim(p, content, speaker)]
    return [_claim(p, content, speaker)]


def _claim(p: Passage, content: tuple[int, int], speaker: Speaker) -> Draft:
    return Draft((p.span(*content),), form_of(p, *content), "S6", speaker=speaker)


def _alone(p: Passage, first: int) -> Speaker | None:
    """Return the speaker that some words at the end of a title name, if they name nothing else."""
    if not 0 < p.hi - first <= BEHIND or p.any(first, p.hi, Tag.FINITE | Tag.PREPOSITION & ~Tag.GENITIVE):
        return None
    found = noun_phrase(p, first, p.hi)
    known = found is not None and found.head.noun is not SOMEONE and found.head.kind in ("name", "noun")
    return found if known and not p.tag(first) & Tag.DETERMINER else None


def _blamed(p: Passage, first: int) -> Speaker | None:
    """Return the speaker who opens the words after a quotation: `'We were forgotten': victims blame the state`."""
    head = next(iter(p.actors(first, min(p.hi, first + BEHIND))), None)
    if head is None or p.any(first, head.first, Tag.PREPOSITION) or not _is_human(head):
        return None
    end = _genitive_end(p, head.last + 1)
    return Speaker(p.span(first, end), head, end)


def _is_human(head: Candidate) -> bool:
    return head.is_person or (head.noun is not None and head.noun.kind in ("PER", "GRP"))


def _genitive_end(p: Passage, end: int) -> int:
    """Return the end of the words that belong to a noun: one with an ending of the genitive after it."""
    endings = p.grammar.speech.genitive_endings
    while endings and end < p.hi and p.word(end).endswith(endings) and p.word(end)[0].islower():
        end += 1
    return end


def credit(p: Passage, at: int) -> Speaker | None:
    """Return who is named in a short line after a pull quote."""
    at = p.skip(at, p.hi, Tag.COMMA | Tag.DASH)
    if not 0 < p.hi - at <= CREDIT or find_cues(p.part(at, p.hi)):
        return None
    found = noun_phrase(p, at, p.hi)
    return found if found and found.head.noun is not SOMEONE and found.head.first <= at + 2 else None
