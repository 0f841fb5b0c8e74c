"""Names taken out of the entity that a document gives them to, with the words that stand for the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from claimgraph.model import Annotation, Claim, Mention, Party, Span

Place = tuple[str, str]
"""A document and the local id of an entity in it."""
Moved = Mapping[Place, Mapping[str, str]]
"""Of local entities: names, without blanks, to the local id that they have from now on."""


def bare(words: str) -> str:
    """Return words without blanks: two names that differ in blanks alone are one."""
    return "".join(words.split())


def separate(annotation: Annotation, moved: Moved) -> Annotation:
    """Return an annotation, not yet with the keys of the run, of which some names have another local entity."""
    document = annotation.document.name
    here = {id: words for (name, id), words in moved.items() if name == document}
    return _separated(annotation, here) if here else annotation


def _separated(annotation: Annotation, moved: Mapping[str, Mapping[str, str]]) -> Annotation:
    text = annotation.document.text
    gone: dict[tuple[str, Span], str] = {}
    mentions: list[Mention] = []
    for mention in annotation.mentions:
        words = bare(mention.span.of(text))
        target = moved.get(mention.entity or "", {}).get(words) if mention.form == "name" else None
        if target is None and mention.antecedent is not None:
            target = gone.get((mention.entity or "", mention.antecedent))
        if target is not None:
            gone[mention.entity or "", mention.span] = target
        mentions.append(replace(mention, entity=target) if target else mention)

    def party(old: Party) -> Party:
        inside = (to for (id, span), to in gone.items() if id == old.entity and old.span.contains(span))
        return replace(old, entity=next(inside, old.entity))

    def claim(old: Claim) -> Claim:
        return replace(
            old,
            speaker=old.speaker and party(old.speaker),
            addressee=old.addressee and party(old.addressee),
            via=tuple(map(party, old.via)),
        )

    return replace(annotation, mentions=tuple(mentions), claims=tuple(map(claim, annotation.claims)))
