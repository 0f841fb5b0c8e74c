"""Dash quotations, and quotations with the reporting clause inside: `– Text, sier hun.`, `„Text – mówi – text”`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claimgraph.extract.speech.draft import Draft, count, find_cues, stripped
from claimgraph.extract.speech.grammar import VERBAL, Tag
from claimgraph.extract.speech.passage import Passage
from claimgraph.extract.speech.phrase import Speaker
from claimgraph.extract.speech.subject import Cue, addressee, after, before, institution, inverted
from claimgraph.model import Span

GROUP = 18  # words of a reporting clause inside a quotation
EARLY = 3  # words of it before its cue
ISLAND = 4  # words below which a quotation without a cue is a scare quote
RESUMED = 2  # the same, after another part of it in the paragraph
SHORT = 3  # words of a reporting clause that no list knows and that has no subject
GENDERED = Tag.MASCULINE | Tag.FEMININE | Tag.PLURAL
PARTS = Tag.COMMA | Tag.DASH | Tag.STOP


@dataclass(frozen=True, slots=True)
class Group:
    """A reporting clause between parts of a quotation: words from `first` up to `end`."""

    first: int
    end: int
    cue: Cue
    speaker: Speaker | None


def dash_drafts(run: Sequence[Passage], last: Draft | None) -> tuple[list[Draft], Sequence[Passage]]:
    """S2: return the claims of a dash quotation, and the sentences of narration after it."""
    for number, p in enumerate(run):
        group = _group(p, p.lo + (number == 0))
        if group:
            first = run[0].lo
            draft = _dash_draft(p.part(first, p.hi) if number else p, first, group, last)
            return [draft], run[number + 1 :]
    whole = run[0].part(run[0].lo, run[-1].hi)
    resumed = last is not None and last.cue is not None and last.cue.start >= whole.r.starts[0]
    if last is None or last.nameless or count(whole, whole.lo, whole.hi) < (RESUMED if resumed else ISLAND):
        return [], run if last is None else []
    spoken = whole.span(whole.lo, _unstopped(whole))
    return [continued(Draft((spoken,), "direct", "S7"), last)], []


def continued(draft: Draft, last: Draft) -> Draft:
    """Return a quotation without a cue of its own as said by the last speaker."""
    return replace(
        draft, speaker=last.speaker, follows=last.speaker is None,
        cue=last.cue, cue_tags=last.cue_tags, stance=last.stance, via=last.via,
    )  # fmt: skip


def _unstopped(p: Passage) -> int:
    return p.hi - 1 if p.word(p.hi - 1) == "." else p.hi


def _dash_draft(p: Passage, first: int, group: Group, last: Draft | None) -> Draft:
    content = _content_end(p, first, group.first)
    spans = [p.span(first, content)]
    rest = _resumption(p, group)
    if rest is not None:
        spans.append(p.span(rest, _unstopped(p.part(rest, p.hi))))
    speaker = group.speaker or (last.speaker if last else None)
    told = addressee(p, group.cue, group.end)
    cue = p.span(group.cue.first, group.cue.end)
    return Draft(
        tuple(spans), "direct", "S2", group.cue.stance, cue, group.cue.tags, speaker,
        addressee=told, nameless=bool(group.cue.tags & Tag.IMPERSONAL) and group.speaker is None,
    )  # fmt: skip


def _content_end(p: Passage, first: int, group: int) -> int:
    end = group
    while end > first + 1 and p.tag(end - 1) & (Tag.COMMA | Tag.DASH):
        end -= 1
    return end


def _resumption(p: Passage, group: Group) -> int | None:
    """Return where a dash quotation goes on in the same sentence after its reporting clause."""
    at = group.end
    if not p.tag(at) & (Tag.COMMA | Tag.DASH):
        return None
    dash = p.tag(at) & Tag.DASH or p.tag(at + 1) & Tag.DASH
    at = p.skip(at, p.hi, Tag.COMMA | Tag.DASH)
    if at >= p.hi:
        return None
    joins = p.tag(at) & Tag.COORDINATOR and not find_cues(p.part(at, p.hi))
    return at if dash or joins else None


def _group(p: Passage, start: int) -> Group | None:
    """Return the first reporting clause of a dash quotation: after a comma, a dash, a `?` or `!`."""
    opening = next((n for n in range(start, p.hi) if p.tag(n) & Tag.WORD), p.hi)
    first = opening
    for n in range(opening + 1, p.hi):
        if n < first or not p.tag(n) & PARTS or p.is_quoted(n):
            continue
        first = p.skip(n, p.hi, PARTS)
        group = _reporting(p, first, dashed=bool(p.any(n, first, Tag.DASH | Tag.STOP)))
        if group:
            return replace(group, first=n if not p.tag(n) & Tag.STOP else n + 1)
    return None


def _reporting(p: Passage, first: int, *, dashed: bool) -> Group | None:
    """Return the reporting clause that starts at a word."""
    end = p.right(first)
    if not 0 < end - first <= GROUP:
        return None
    cue = next(iter(find_cues(p.part(first, end))), None)
    if cue is None:
        return _unlisted(p, first, end, dashed=dashed)
    early = cue.first - first
    if early > EARLY or (early and not dashed) or p.tag(first) & (Tag.RELATIVE | Tag.COMPLEMENTIZER):
        return None
    speaker = inverted(p, cue, end) or (before(p, cue.first, first) if early else None)
    if speaker is None and cue.tags & Tag.IMPERSONAL:
        speaker = institution(p, cue, first, end)
    follows = p.skip(cue.end, end, Tag.BETWEEN)
    if speaker is None and (p.tag(follows) & Tag.SPEAKING or not (dashed or p.grammar.speech.subjectless)):
        return None
    return Group(first, end, cue, speaker)


def _unlisted(p: Passage, first: int, end: int, *, dashed: bool) -> Group | None:
    """Return a reporting clause whose verb no list knows: one word, then a speaker, to the end of the sentence.

    After a dash a verb that shows its gender needs no speaker: `– dopytywała.`
    """
    tag, word = p.tag(first), p.word(first)
    if end < p.hi or not word.isalpha() or not word[0].islower() or tag & ~(GENDERED | Tag.WORD | VERBAL):
        return None
    cue = Cue(first, first + 1, tag | Tag.VOICED, "neutral")
    speaker = after(p, cue, end) if end > first + 1 else None
    named = speaker and (speaker.head.kind != "noun" or dashed)
    if speaker and named and speaker.is_known and speaker.span.start == p.r.starts[first + 1]:
        return Group(first, end, cue, speaker)
    alone = dashed and tag & GENDERED and end - first <= SHORT
    return Group(first, end, cue, None) if alone else None


def inset(p: Passage) -> list[Draft]:
    """S1: a quotation with its reporting clause between dashes: `«Text, – каже X, – text»`."""
    for quote in p.quotes():
        first, end = p.r.at(quote.start), p.r.before(quote.end)
        if not p.lo <= first < end <= p.hi:
            continue
        bare = replace(p, lo=first, hi=end, bare=True)
        for n in range(first + 2, end):
            if not bare.tag(n) & Tag.DASH:
                continue
            group = _reporting(bare, n + 1, dashed=True)
            if group and group.cue.tags & Tag.CUE and group.cue.first == n + 1:
                return [_inset_draft(bare, first, n, group)]
    return []


def _inset_draft(p: Passage, first: int, dash: int, group: Group) -> Draft:
    left = stripped(p, first, dash) or (first, dash)
    spans = [p.span(*left)]
    at = group.end
    while at < p.hi and (p.tag(at) & PARTS or p.word(at) == "."):
        at += 1
    if count(p, at, p.hi):
        spans.append(p.span(at, p.hi))
    cue = Span(p.r.starts[group.cue.first], p.r.ends[group.cue.end - 1])
    return Draft(tuple(spans), "direct", "S1", group.cue.stance, cue, group.cue.tags, group.speaker)
