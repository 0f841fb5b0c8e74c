"""Coreference chains: descriptions and pronouns with the words before them that stand for the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from claimgraph.model import Mention, Span


def chained(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return mentions in text order, those that are no names with the mention before them of the same entity.

    What nothing stands before is tied to the first name after it; following these ties leads to a name wherever the
    text has one. Mentions of the same words are no antecedents of each other.
    """
    ordered = sorted(mentions, key=lambda m: (m.span, m.form, m.kind))
    names: dict[str, Span] = {}
    for mention in reversed(ordered):
        if mention.entity and mention.form == "name":
            names[mention.entity] = mention.span
    last: dict[str, Span] = {}
    found: list[Mention] = []
    for span, same in groupby(ordered, key=lambda m: m.span):
        here = [_tied(mention, last, names) for mention in same]
        last.update({mention.entity: span for mention in here if mention.entity})
        found += here
    return tuple(found)


def _tied(mention: Mention, last: Mapping[str, Span], names: Mapping[str, Span]) -> Mention:
    """Return a mention with the last words before it for its entity, or else the first name of it elsewhere."""
    if not mention.entity:
        return mention
    tie = last.get(mention.entity, names.get(mention.entity)) if mention.form != "name" else None
    tie = None if tie == mention.span else tie
    return mention if mention.antecedent == tie else replace(mention, antecedent=tie)
