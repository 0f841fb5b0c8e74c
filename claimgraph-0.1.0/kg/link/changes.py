"""What a decision makes of one entity: parts that leave it, names and items of two in one, links that people judged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claimgraph.entity import Entity, Link, LinkStatus
from claimgraph.link.decisions import Decision
from claimgraph.link.known import known
from claimgraph.link.local import LocalEntity
from claimgraph.link.minting import mint
from claimgraph.link.spelling import literal

METHOD = "decision"
"""Method of the links that people judged; their version is the id of the decision."""
_APART = "\x1f"
"""Stands between the local id of an entity and the decision that took some of its spellings out."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What leaves an entity: these spellings, not those that stay; under a key that it had before, where it had one."""

    decision: Decision
    spellings: frozenset[str]
    staying: frozenset[str]
    key: str | None = None

    def has(self, words: str, lang: str) -> bool:
        """Tell whether a spelling leaves: as it is written or, where it was not seen before, as it sounds."""
        if words in self.spellings or words in self.staying:
            return words in self.spellings
        return any(literal(words, lang) & literal(taken, lang) for taken in self.spellings)


def parted(local: LocalEntity, document: str, taken: Taken) -> tuple[LocalEntity | None, LocalEntity | None]:
    """Return the part of a local entity that leaves and the one that stays."""
    if document in taken.decision.documents:
        return local, None
    out = tuple(s for s in local.spellings if taken.has(s.words, s.lang))
    if not out:
        return None, local
    if len(out) == len(local.spellings):
        return local, None
    stays = tuple(s for s in local.spellings if s not in out)
    return replace(local, id=f"{local.id}{_APART}{taken.decision.id}", spellings=out), replace(local, spellings=stays)


def made(entity: Entity, taken: Taken, names: dict[str, tuple[str, ...]]) -> Entity:
    """Return the entity of what leaves another one."""
    label = min((n for given in names.values() for n in given[:1]), key=lambda n: (-len(n.split()), n), default="")
    label = label or entity.label
    return Entity(taken.key or mint(entity.kind, label, taken.decision.id), entity.kind, label, names)


def without(entity: Entity, gone: set[str], taken: Taken) -> Entity:
    """Return an entity without the names that left it; names of a shipped record leave only when they are named."""
    record = known().get(entity.key)
    shipped = {name for names in record.names.values() for name in names} if record else set()
    gone = {name for name in gone if name in taken.spellings or name not in shipped}
    kept = {lang: tuple(name for name in names if name not in gone) for lang, names in entity.names.items()}
    names = {lang: cell for lang, cell in kept.items() if cell}
    left = [name for cell in names.values() for name in cell]
    label = left[0] if entity.label in gone and left else entity.label
    return replace(entity, names=names, label=label)


def united(into: Entity, other: Entity) -> Entity:
    """Return an entity with the names of another one; what is known of its item stays, or comes where there is none."""
    names = {
        lang: tuple(dict.fromkeys((*into.names.get(lang, ()), *other.names.get(lang, ()))))
        for lang in sorted({*into.names, *other.names})
    }
    item = other if into.qid is None and other.qid is not None else into
    return replace(
        into,
        names=names,
        qid=item.qid,
        links=item.links,
        copied=item.copied,
        coordinates=into.coordinates or other.coordinates,
        country=into.country or other.country,
    )


def linked(entity: Entity, decision: Decision) -> Entity:
    """Return an entity with the link that a person decided on; what others rejected stays rejected."""
    qid = decision.qid
    rejects = decision.action == "reject"
    words = f"{'rejected' if rejects else 'confirmed'} by {decision.author} on {decision.date}"
    reason = f"{words}: {decision.note}" if decision.note else words
    status: LinkStatus = "rejected" if rejects else "confirmed" if qid else "nil"
    link = Link(qid, status, 1.0, METHOD, decision.id, reason)
    if rejects:
        links = (*(old for old in entity.links if old.qid != qid), link)
        entity = replace(entity, qid=None, copied=None) if entity.qid == qid else entity
        return replace(entity, links=links)
    kept = tuple(old for old in entity.links if old.status == "rejected" and old.qid != qid)
    copied = entity.copied if qid == entity.qid else None
    return replace(entity, qid=qid, links=(link, *kept), copied=copied)
