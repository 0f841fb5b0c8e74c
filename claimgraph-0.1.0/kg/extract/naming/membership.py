"""Members of organizations: a list after words such as `alliance of`, or one name after `member`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from claimgraph.lang import language
from claimgraph.model import Membership, Mention, Segment, Span
from claimgraph.offsets import starting_between

_WIDEST_GAP = 80
"""Code points between an organization and the list of its members."""
_BEFORE = r"[\s)\]”»\"]*,?\s*"


def find_memberships(text: str, segments: Sequence[Segment], mentions: Sequence[Mention]) -> tuple[Membership, ...]:
    """Return who is said to belong to which organization, in text order; names alone are read."""
    return tuple(found for segment in segments for found in _in_segment(text, segment, mentions))


def _in_segment(text: str, segment: Segment, mentions: Sequence[Mention]) -> Iterator[Membership]:
    place = segment.span
    found = [mentions[n] for n in starting_between(mentions, place.start, place.end, lambda m: m.span.start)]
    names = [m for m in found if m.form == "name" and place.contains(m.span)]
    for number, organization in enumerate(names[:-1]):
        if organization.kind != "ORG":
            continue
        members = _listed(text, names[number + 1 :], segment.lang)
        gap = text[organization.span.end : members[0].start]
        if len(gap) > _WIDEST_GAP or (len(members) > 1 and not _matches(gap, segment.lang, "membership")):
            members = members[:1]
        if len(members) > 1 or _matches(gap, segment.lang, "belonging"):
            yield Membership(Span(organization.span.end + _blank(gap), members[-1].end), organization.span, members)


def _listed(text: str, names: Sequence[Mention], lang: str) -> tuple[Span, ...]:
    """Return the names of a list that starts with the first of them."""
    members = [names[0].span]
    for name in names[1:]:
        if name.kind not in ("LOC", "ORG") or not _separator(lang).fullmatch(text[members[-1].end : name.span.start]):
            break
        members.append(name.span)
    return tuple(members)


def _blank(gap: str) -> int:
    """Return how many characters before the words of a gap belong to the organization."""
    return len(gap) - len(re.sub(rf"^{_BEFORE}", "", gap))


def _matches(gap: str, lang: str, table: str) -> bool:
    pattern = _pattern(lang, table)
    return pattern is not None and pattern.fullmatch(gap) is not None


@cache
def _pattern(lang: str, table: str) -> re.Pattern[str] | None:
    naming = language(lang).naming
    patterns: tuple[str, ...] = getattr(naming, table)
    if not patterns:
        return None
    articles = "".join(rf"(?:{re.escape(article)}\s+)?" for article in naming.articles)
    return re.compile(rf"{_BEFORE}(?:{'|'.join(patterns)})\s+{articles}", re.IGNORECASE)


@cache
def _separator(lang: str) -> re.Pattern[str]:
    naming = language(lang).naming
    words = "|".join(re.escape(word) for word in naming.listing) or r"(?!)"
    articles = "|".join(re.escape(article) for article in naming.articles) or r"(?!)"
    return re.compile(rf"(?:\s*,\s*(?:(?:{words})\s+)?|\s+(?:{words})\s+)(?:(?:{articles})\s+)?", re.IGNORECASE)
