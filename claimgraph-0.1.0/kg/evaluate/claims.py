"""Claims compared: the same content from half of the characters up, and then the same speaker (`joint`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from claimgraph.evaluate.figures import ALL, NONE, Compared, Group, Mistake, Score
from claimgraph.evaluate.pairs import meeting, paired
from claimgraph.evaluate.record import Said, Text, touch
from claimgraph.evaluate.rules import rules
from claimgraph.evaluate.speakers import same_speaker
from claimgraph.model import Span

PART: Final = "claims"
EXACT: Final = 0.9999
DASH: Final = "direct after a dash"
"""Direct speech that a dash opens and no quotation mark: counted as direct and on its own."""
_DASHES: Final = "-‐‑‒–—―"
_MARKS: Final = '«»„“”‟"‹›'


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of the gold (None: nobody asked for it) with what was found of it and how much of it they share."""

    gold: Said | None
    found: Said | None
    shared: float = 0.0


def compare(gold: Text, found: Text) -> Compared:
    """Return what was found of the attributed claims of a text; claims on optional ones of the gold don't count."""
    result = Compared()
    for match in matched(gold, found):
        if match.gold is not None and match.gold.neutral:
            continue
        if match.gold is not None:
            result.count((ALL, ("language", match.gold.lang), *_forms(match.gold, gold.text)), _counts(match))
        if match.found is not None:
            owner = match.gold or match.found
            result.count((ALL, ("language", owner.lang), *_forms(owner, gold.text)), {"found": 1})
            if match.found.sieve:
                result.count((("sieve", match.found.sieve),), _right(match))
        left, right = (side.form if side else NONE for side in (match.gold, match.found))
        result.confusion[left, right] += 1
        if kind := _kind(match):
            result.mistakes.append(_mistake(kind, match, gold))
    return result


def _forms(claim: Said, text: str) -> tuple[Group, ...]:
    forms: tuple[Group, ...] = (("form", claim.form),)
    return (*forms, ("form", DASH)) if claim.form in ("direct", "dash") and _opens_with_dash(claim, text) else forms


def _opens_with_dash(claim: Said, text: str) -> bool:
    """Tell whether the line of a claim begins with a dash, and its content with no quotation mark."""
    start = claim.spans[0].start
    words = claim.spans[0].of(text)
    line = text[text.rfind("\n", 0, start) + 1 : start].strip() or words
    return line[:1] in tuple(_DASHES) and words.lstrip(_DASHES + " \u00a0")[:1] not in tuple(_MARKS)


def _counts(match: Match) -> Counter[str]:
    gold, found = match.gold, match.found
    assert gold is not None
    counts = Counter({"gold": 1})
    if found is not None:
        right = same_speaker(gold, found)
        counts.update(content=1, exact=match.shared > EXACT, joint=right)
        counts.update({"with cue": bool(gold.cue), "cue": touch(gold.cue, found.cue)})
        counts.update({"with speaker": gold.has_speaker, "speaker": gold.has_speaker and right})
    return counts


def _right(match: Match) -> dict[str, int]:
    """Return whether what a sieve found is asked for, and whether its speaker is right."""
    right = match.gold is not None and match.found is not None and same_speaker(match.gold, match.found)
    return {"found": 1, "content": int(match.gold is not None), "joint": int(right)}


def score(counts: Counter[str], figure: str) -> Score:
    """Return the score of `content`, `exact` or `joint`."""
    return Score(counts[figure], counts["found"], counts["gold"])


def matched(gold: Text, found: Text) -> list[Match]:
    """Return the claims of both sides, one to one: claims that are asked for first, then those that share most."""
    shares = {
        (i, j): share
        for i, j, _ in meeting([claim.extent for claim in gold.claims], [claim.extent for claim in found.claims])
        if touch([gold.claims[i].extent], found.claims[j].spans)
        and (share := content_shared(gold.claims[i], found.claims[j], gold.text)) >= rules().content_shared
    }
    order = sorted(
        (gold.claims[i].neutral, -share, not touch(gold.claims[i].cue, found.claims[j].cue), i, j)
        for (i, j), share in shares.items()
    )
    numbers = paired(range(len(gold.claims)), range(len(found.claims)), ((i, j) for *_, i, j in order))
    return [
        Match(
            None if i is None else gold.claims[i],
            None if j is None else found.claims[j],
            0.0 if i is None or j is None else shares[i, j],
        )
        for i, j in numbers
    ]


def content_shared(gold: Said, found: Said, text: str) -> float:
    """Return how much of the content both have (intersection over union of characters, blanks left out).

    Gold in several pieces may be met by its pieces or by its whole extent.
    """
    pieces = _stripped(gold.spans, text)
    hull = [Span(min(s.start for s in pieces), max(s.end for s in pieces))] if pieces else []
    other = _characters(_stripped(found.spans, text), text)
    return max(_iou(_characters(pieces, text), other), _iou(_characters(hull, text), other))


def _stripped(spans: tuple[Span, ...], text: str) -> list[Span]:
    """Return spans without quotation marks, dashes, blanks and final marks at their edges."""
    found, edge = [], rules().edge
    for span in spans:
        words = span.of(text)
        start = span.start + len(words) - len(words.lstrip(edge))
        end = span.start + len(words.rstrip(edge))
        if start < end:
            found.append(Span(start, end))
    return found


def _characters(spans: list[Span], text: str) -> set[int]:
    return {place for span in spans for place in range(span.start, span.end) if not text[place].isspace()}


def _iou(left: set[int], right: set[int]) -> float:
    both = len(left | right)
    return len(left & right) / both if both else 0.0


def _kind(match: Match) -> str:
    """Return what is wrong with a match: the speaker before the words; nothing where all is right."""
    if match.gold is None or match.found is None:
        return "spurious" if match.gold is None else "missed"
    if not same_speaker(match.gold, match.found):
        return "speaker"
    return "" if match.shared > EXACT else "extent"


def _mistake(kind: str, match: Match, text: Text) -> Mistake:
    gold, found = (side.spans if side else () for side in (match.gold, match.found))
    expected, got = (_said(side) if side else "" for side in (match.gold, match.found))
    return Mistake(PART, kind, text.id, gold, found, expected, got)


def _said(claim: Said) -> str:
    """Return form and speaker."""
    return f"{claim.form}, {' / '.join(claim.speaker_words) or 'no speaker'}"
