"""Content that stands before its cue, and the source that relays it: `..., sier hun`, `..., X said, Y reported`."""

from __future__ import annotations

from dataclasses import replace

from claimgraph.extract.speech.draft import Draft, Sentence, count, form_of, stripped
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import Speaker
from claimgraph.extract.speech.subject import Cue, addressee, after, before, institution, inverted

LONG_GROUP = 16  # words of subject and cue after the content
TRAILING = 30  # words of adverbials between speaker and the end of the group
FURTHEST = 800  # words of content, a long speech in one quotation
LEAST = 2  # words of reported content without quotation marks
RELAYING = Tag.NEUTRAL | Tag.ASSERTIVE | Tag.DISTANCING
ADVERBIAL = 10  # words of a phrase before a reporting clause that may be its adverbial


def tail(s: Sentence, k: int, start: int) -> Draft | None:
    """S1, S4: content, then a short group with cue and speaker: `..., sier hun.`"""
    p, cue = s.p, s.cues[k]
    group = p.left(cue.first, start)
    if group == start or not cue.tags & (Tag.CUE | Tag.VOICED) or cue.first - group > LONG_GROUP:
        return None
    if cue.tags & Tag.PARTICIPLE or group - start > FURTHEST:
        return None
    speaker, nameless = _speaker(s, k, group)
    end = _group_end(p, cue, speaker)
    content = stripped(p, start, group) if end is not None else None
    if content is None or end is None:
        return None
    form = form_of(p, *content)
    if not _opens_group(p, group, cue, form):
        return None
    if form == "indirect" and not _is_reported(s, k, content, speaker, end):
        return None
    parts = [content, *_resumed(s, k, form, end)]
    spans = tuple(p.span(*part) for part in parts)
    told = addressee(p, cue, end)
    sieve = "S1" if form == "direct" else "S4"
    return Draft(spans, form, sieve, speaker=speaker, addressee=told, nameless=nameless)


def _opens_group(p: Passage, group: int, cue: Cue, form: str) -> bool:
    """Tell whether a reporting group can start at a word: after a mark or a quotation, and not with a conjunction."""
    parted = p.is_quoted(group - 1) or p.tag(group - 1) & (Tag.COMMA | Tag.DASH | Tag.STOP)
    joined = group < cue.first and p.tag(group) & (Tag.LINK | Tag.RELATIVE | Tag.PREPOSITION)
    return bool(parted) and (not joined or form == "direct")


def _speaker(s: Sentence, k: int, group: int) -> tuple[Speaker | None, bool]:
    p, cue = s.p, s.cues[k]
    limit = min(p.hi, s.limit(k))
    left = before(p, cue.first, group) if group < cue.first else None
    if left is None and p.any(group, cue.first, Tag.FINITE):
        return None, False
    found = left or inverted(p, cue, limit)
    if found is None or (cue.tags & Tag.IMPERSONAL and p.tag(found.head.first) & Tag.IT):
        body = institution(p, cue, group, limit) if cue.tags & Tag.IMPERSONAL else None
        return body, body is None and bool(cue.tags & Tag.IMPERSONAL) and not cue.tags & Tag.STANCES
    return found, False


def _group_end(p: Passage, cue: Cue, speaker: Speaker | None) -> int | None:
    """Return where the group of a cue ends, None when more than speaker, addressee and adverbials follows it."""
    end = p.right(cue.end)
    told = addressee(p, cue, end)
    at = max([cue.end, *(x.end for x in (told, speaker) if x and x.end <= end)])
    at = p.skip(at, end, Tag.ADVERBIAL)
    if p.tag(p.skip(cue.end, end, Tag.BETWEEN)) & Tag.TOPIC:
        return None
    verb = next((n for n in range(at, end) if p.tag(n) & (Tag.FINITE | Tag.RELATIVE)), None)
    if verb is not None and not p.tag(verb) & Tag.RELATIVE:
        return None
    if at < end and not p.tag(at) & (Tag.PREPOSITION | Tag.ADDRESSEE | Tag.FRAME):
        return None
    return end if end - at <= TRAILING and not _is_complemented(p, end) else None


def _is_complemented(p: Passage, end: int) -> bool:
    at = p.skip(end, p.hi, Tag.COMMA)
    return bool(p.tag(at) & Tag.COMPLEMENTIZER and not p.is_quoted(at) and not p.tag(at) & Tag.RELATIVE) or bool(
        p.tag(end) & Tag.COLON
    )


def _is_reported(s: Sentence, k: int, content: tuple[int, int], speaker: Speaker | None, end: int) -> bool:
    """Tell whether words without quotation marks are content and no adverbial: `In a letter, he said ...`."""
    p, cue = s.p, s.cues[k]
    nobody = speaker is None and not cue.tags & Tag.IMPERSONAL and not p.grammar.speech.subjectless
    if nobody or cue.tags & Tag.NAMING or not cue.tags & Tag.CUE or _told(p, *content) < LEAST:
        return False
    if cue.first == p.left(cue.first, content[1]) and not p.grammar.speech.inversion and _is_named(p, *content):
        return False
    if speaker is None and not cue.tags & Tag.IMPERSONAL and not p.any(content[1], cue.first, Tag.DASH):
        return False
    first = p.skip(content[0], content[1], Tag.COORDINATOR)
    opens = p.tag(first) & (Tag.PREPOSITION | Tag.CONJUNCTION | Tag.INFINITIVE | Tag.RELATIVE)
    if p.left(content[1], first) > first or not opens:
        return not cue.tags & Tag.DIRECTIVE or (end >= p.hi and speaker is not None and speaker.is_known)
    subordinate = p.tag(first) & (Tag.CONJUNCTION | Tag.INFINITIVE) and not p.tag(first) & Tag.DETERMINER
    return not subordinate and (count(p, first, content[1]) > ADVERBIAL or p.any(first, content[1], Tag.FINITE))


def _told(p: Passage, first: int, end: int) -> int:
    """Return the number of words that are more than adverbials of the narrator: `last month`."""
    return sum(1 for tag in p.r.tags[first:end] if tag & Tag.WORD and not tag & Tag.ADVERBIAL)


def _is_named(p: Passage, first: int, end: int) -> bool:
    """Tell whether words before a cue are a name and what is said of it: `X, the head of Y, said`."""
    first = p.skip(first, end, Tag.ADVERBIAL | Tag.LINK)
    comma = p.right(first)
    if comma >= end or not any(c.is_person and c.last == comma - 1 for c in p.actors(first, comma)):
        return False
    while first < end:
        if p.any(first, comma, Tag.FINITE) and not p.tag(first) & Tag.RELATIVE:
            return False
        first, comma = comma + 1, p.right(comma + 1)
    return True


def _resumed(s: Sentence, k: int, form: str, end: int) -> list[tuple[int, int]]:
    """Return the rest of the content, where a group interrupts it."""
    p = s.p
    at = p.skip(end, p.hi, Tag.COMMA | Tag.DASH)
    if at >= p.hi or (not p.tag(end) & (Tag.COMMA | Tag.DASH) and not p.is_quoted(end)):
        return []
    if form != "indirect":
        if not p.is_quoted(at):
            return []
        stop = next((n for n in range(at, p.hi) if not p.is_quoted(n)), p.hi)
        return [(at, stop)]
    if p.tag(at) & (Tag.RELATIVE | Tag.LINK | Tag.FRAME | Tag.INFINITIVE) or s.limit(k) < p.hi:
        return []
    rest = stripped(p, at, p.hi)
    return [rest] if rest and count(p, *rest) >= 2 and not _is_apposition(p, *rest) else []


def _is_apposition(p: Passage, first: int, end: int) -> bool:
    """Tell whether words after a speaker only say who it is: `said X, the port's inspector.`"""
    noun = p.any(first, min(end, first + 4), ~(Tag.NOUN - 1)) and not p.any(first, end, Tag.FINITE)
    return noun and end - first <= LONG_GROUP and p.left(end, first) == first


def relayed(s: Sentence, k: int, found: list[Draft]) -> Draft | None:
    """Return the last claim with the source that a second closing cue adds: `X said, the agency reported.`"""
    p, cue = s.p, s.cues[k]
    last = found[-1] if found else None
    if last is None or last.cue is None or not cue.tags & RELAYING or cue.tags & Tag.PARTICIPLE:
        return None
    group = p.left(cue.first, s.cues[k - 1].end if k else p.lo)
    if group <= p.r.at(last.cue.start) or not p.tag(group - 1) & (Tag.COMMA | Tag.DASH):
        return None
    speaker = before(p, cue.first, group) or after(p, cue, p.hi)
    end = _group_end(p, cue, speaker)
    if speaker is None or end is None or p.quoted_after(cue.end):
        return None
    closes = last.end <= last.cue.start or (end >= p.hi and p.r.before(last.end) <= group)
    return replace(last, via=(*last.via, speaker)) if closes else None
