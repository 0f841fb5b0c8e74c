"""Coreference chains: descriptions and pronouns with the words before them that stand for the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from claimgraph.model import Mention, Span


def chained(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return mentions in text order, those that are no names with the mention before them of the same entity.

    What nothing stands before is tied to the first name after it; following these ties leads to a name wherever the
    text has one.
    """
    ordered = sorted(mentions, key=lambda m: (m.span, m.form, m.kind))
    names: dict[str, Span] = {}
    for mention in reversed(ordered):
        if mention.entity and mention.form == "name":
            names[mention.entity] = mention.span
    last: dict[str, Span] = {}
    found = []
    for mention in ordered:
        if mention.entity:
            tie = last.get(mention.entity, names.get(mention.entity)) if mention.form != "name" else None
            found.append(mention if mention.antecedent == tie else replace(mention, antecedent=tie))
            last[mention.entity] = mention.span
        else:
            found.append(mention)
    return tuple(found)
