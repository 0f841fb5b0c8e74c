"""Who stands at a reporting word: the subject before or after it, and the person addressed."""

from __future__ import annotations

from dataclasses import dataclass

from claimgraph.extract.passage import Candidate, Cue, Passage
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Span

LONGEST = 14  # words of a subject; a longer chunk is cut to its candidates
UNKNOWN = 5  # words of a subject that no list knows
SOMEONE = SpeakerNoun(concept="people", kind="GRP", patterns=())
NEAR = 5  # words between a cue and a subject that follows it


@dataclass(frozen=True, slots=True)
class Speaker:
    """The words of a speaker and the candidate among them that says who it is."""

    span: Span
    head: Candidate


def subject(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the subject of a cue: in the chunk before it, else after it, up to `limit`."""
    return before(p, cue.span.start, skip=False) or after(p, cue, limit)


def before(p: Passage, at: int, *, skip: bool) -> Speaker | None:
    """Return the subject in the chunk before an offset; with `skip`, in the nearest chunk that has one."""
    end = at
    while end > p.span.start:
        start = p.chunk_start(end)
        chunk = p.trim(Span(start, end))
        relative = p.grammar.relative.match(p.text, chunk.start, chunk.end)
        found = None if relative else in_chunk(p, chunk) or (None if skip else _unknown(p, chunk))
        if found:
            return _with_apposition(p, found)
        if not skip:
            return None
        end = start - 1 if start == end else start
        end = len(p.text[: max(end, p.span.start)].rstrip(",;: \u00a0–—-"))
    return None


def _unknown(p: Passage, chunk: Span) -> Speaker | None:
    """Return a short noun phrase that no list knows, `The narrator`, as an unnamed speaker."""
    phrase = p.text[chunk.start : chunk.end].split()
    if not 0 < len(phrase) <= UNKNOWN or p.within(chunk) or p.grammar.preposition.match(p.text, chunk.start):
        return None
    if p.grammar.determiner.fullmatch(" ".join(phrase)) or not phrase[-1][0].isalpha():
        return None
    return Speaker(chunk, Candidate(Span(chunk.end - len(phrase[-1]), chunk.end), "noun", noun=SOMEONE))


def _with_apposition(p: Passage, speaker: Speaker) -> Speaker:
    """Return `X, the spokesman,` as one speaker, X being its head."""
    if speaker.head.kind == "name":
        return speaker
    gap = p.text[p.span.start : speaker.span.start].rstrip()
    end = p.span.start + len(gap.rstrip(","))
    name = next((c for c in p.candidates if c.span.end == end and c.kind == "name"), None)
    if not gap.endswith(",") or name is None or p.quoted(name.span.start):
        return speaker
    start = p.chunk_start(name.span.start)
    return Speaker(Span(p.trim(Span(start, end)).start, speaker.span.end), name)


def after(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the subject that follows a cue in the same chunk."""
    end = min(p.chunk_end(cue.span.end), limit)
    start = p.skip(cue.span.end, end, p.grammar.auxiliary, p.grammar.adverbial)
    institution = p.grammar.institution.match(p.text, start, end)
    if institution:
        found = following(p, p.skip(institution.end(), end), end)
        return found if found and _is_body(found.head) else None
    found = following(p, start, end)
    if found and found.head.kind == "pronoun" and p.skip(found.span.end, end, p.grammar.adverbial) < end:
        return None  # the subject of the content: `said he had`
    if found or not p.grammar.complementizer.match(p.text, limit) or p.grammar.speech.subjectless:
        return _extended(p, found, end) if found else None
    return _unknown(p, p.trim(Span(start, end)))


def _is_body(head: Candidate) -> bool:
    return head.noun.kind in ("ORG", "GRP") if head.noun else bool(head.mention and head.mention.kind == "ORG")


def _extended(p: Passage, speaker: Speaker, end: int) -> Speaker:
    """Return a speaker with the genitive that follows its noun: `ministerstwo transportu`."""
    rest = p.text[speaker.span.end : end]
    if speaker.head.kind != "noun" or not 0 < len(rest.split()) <= 3 or not rest[0].isspace():
        return speaker
    at = p.skip(speaker.span.end, end)
    g = p.grammar
    if any(x.match(p.text, at, end) for x in (g.preposition, g.adverbial, g.conjunction, g.auxiliary)):
        return speaker
    return Speaker(Span(speaker.span.start, end), speaker.head)


def following(p: Passage, start: int, end: int) -> Speaker | None:
    """Return the noun phrase that stands at an offset, if a speaker heads it."""
    inside = p.within(Span(start, end))
    inside = inside[1:] if inside and _is_determiner(p, inside[0], end) else inside
    if not inside or len(p.text[start : inside[0].span.start].split()) > NEAR:
        return None
    if p.grammar.preposition.search(p.text, start, inside[0].span.start):
        return None
    chain = [inside[0]]
    for candidate in inside[1:]:
        gap = p.text[chain[-1].span.end : candidate.span.start]
        if _is_person(chain[-1]) or _leaves(p, gap):
            break
        chain.append(candidate)
    return in_chunk(p, Span(start, chain[-1].span.end))


def _is_person(candidate: Candidate) -> bool:
    return candidate.mention is not None and candidate.mention.kind == "PER"


def _is_determiner(p: Passage, candidate: Candidate, end: int) -> bool:
    """Tell whether a pronoun form stands before a noun: nb `de portugisiske myndighetene`."""
    g, at = p.grammar, p.skip(candidate.span.end, end)
    if (
        candidate.kind != "pronoun"
        or at >= end
        or not g.determiner.fullmatch(p.text, candidate.span.start, candidate.span.end)
    ):
        return False
    return not any(x.match(p.text, at, end) for x in (g.preposition, g.adverbial, g.auxiliary, g.conjunction))


def _leaves(p: Passage, gap: str) -> bool:
    """Tell whether the words between two candidates end the noun phrase."""
    prepositions = [m[0] for m in p.grammar.preposition.finditer(gap)]
    return len(gap.split()) > 4 or any(not p.grammar.genitive.fullmatch(x) for x in prepositions)


def in_chunk(p: Passage, chunk: Span) -> Speaker | None:
    """Return the speaker that heads a chunk of words, or None when only a prepositional phrase names one."""
    inside = p.within(chunk)
    head = _head(p, chunk, inside)
    if head is None:
        return None
    if len(p.text[chunk.start : chunk.end].split()) > LONGEST:
        chunk = Span(head.span.start, max(head.span.end, chunk.start))
    return Speaker(chunk, head)


def _head(p: Passage, chunk: Span, inside: list[Candidate]) -> Candidate | None:
    head, last = None, chunk.start
    for candidate in inside:
        gap = p.text[last : candidate.span.start]
        in_phrase = p.grammar.preposition.search(gap) is not None
        last = candidate.span.end
        if head is None:
            partial = candidate.kind == "pronoun" and p.text[candidate.span.end : chunk.end].strip() != ""
            head = None if in_phrase or partial or candidate.kind == "place" else candidate
        elif _outranks(p, candidate, head, adjacent=not in_phrase and "," not in gap):
            head = candidate
    if head is None and inside and inside[0].kind == "place" and inside[0].span.start == chunk.start:
        return inside[0] if len(p.text[chunk.start : chunk.end].split()) <= 3 else None
    return head


def _outranks(p: Passage, candidate: Candidate, head: Candidate, *, adjacent: bool) -> bool:
    """Tell whether a later candidate is the head: an adjacent person's name, or the last noun of a compound."""
    if not adjacent or head.kind == "pronoun":
        return False
    if candidate.kind == "name" and candidate.mention is not None and candidate.mention.kind == "PER":
        return head.kind == "noun" or head.mention is None or head.mention.kind != "PER"
    return candidate.kind == "noun" and p.grammar.speech.head_last


def addressee(p: Passage, cue: Cue, limit: int) -> Speaker | None:
    """Return the person or medium told, for cues whose object is the addressee."""
    if not p.grammar.told.fullmatch(cue.text):
        return None
    return following(p, cue.span.end, min(p.chunk_end(cue.span.end), limit))
