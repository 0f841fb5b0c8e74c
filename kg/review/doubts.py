"""What a person should look at first: merges and links by how likely they are wrong and how much hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from claimgraph.iri import digest
from claimgraph.link.changes import METHOD
from claimgraph.link.decisions import Decision, Subject, in_force, topic
from claimgraph.link.known import known
from claimgraph.link.spelling import is_full
from claimgraph.review.likeness import alike, likeness
from claimgraph.review.survey import Held, Seen, Survey

Question = Literal["link", "none", "same", "part"]
"""Is it this item? Is it no item, or this one? Are two entities one? Do these spellings and documents belong to it?"""
_LEAST = 0.01
"""Uncertainty below which nothing is asked."""
_ONE_ITEM = 0.9
"""Two entities that are held to be one item are one, or one of the links is wrong."""
_BARE = 0.05
"""A bare surname was given to the only person known by it: how often that is another one."""
_UNKNOWN, _FEW = 0.02, 5
"""What has no item and no candidate, where so many statements hang on it: how often there is an item after all."""
_STRANGE = 60.0
"""Likeness below which a name is strange among the others of its entity."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question to a person; `uncertainty` is how likely the machine is wrong, as far as that can be told."""

    question: Question
    entity: Seen
    uncertainty: float
    reasons: tuple[str, ...]
    qid: str | None = None
    other: Seen | None = None
    spellings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    mentions: int = 0
    claims: int = 0

    @property
    def weight(self) -> float:
        """How many statements are likely to be wrong."""
        return self.uncertainty * (self.mentions + self.claims)

    @property
    def id(self) -> str:
        """What tells it from all other doubts, the same in each release that has it."""
        other = self.other.key if self.other else ""
        spellings = () if self.documents else sorted(self.spellings)
        return digest(self.question, self.entity.key, other, self.qid or "", *spellings, "", *sorted(self.documents))

    @property
    def order(self) -> tuple[float, str, str, str, str]:
        """The place among all doubts: those with most weight first."""
        return (
            -round(self.weight, 6),
            self.question,
            self.entity.key,
            self.other.key if self.other else "",
            self.qid or "",
        )

    @property
    def part(self) -> Subject:
        """The part of an entity that is doubted, as another entity would be named."""
        seen = self.entity
        names = {lang: tuple(n for n in self.spellings if n in names) for lang, names in seen.names.items()}
        left = tuple(n for n in self.spellings if not any(n in cell for cell in names.values()))
        if left:
            names["und"] = left
        return Subject(seen.key, seen.kind, self.spellings[0], {lang: cell for lang, cell in names.items() if cell})


def doubts(survey: Survey, decisions: Sequence[Decision] = ()) -> list[Doubt]:
    """Return what is doubtful and not decided, what matters most first."""
    settled = Settled(decisions)
    entities = survey.entities
    found = [*_links(entities.values()), *_pairs(entities.values()), *_parts(entities.values())]
    return sorted((d for d in found if d.uncertainty >= _LEAST and not settled.has(d)), key=lambda doubt: doubt.order)


class Settled:
    """What people have decided, as far as it answers a doubt."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self._by_topic = {frozenset(topic(decision)): decision for decision in in_force(decisions)}

    def has(self, doubt: Doubt) -> bool:
        """Tell whether a doubt is answered."""
        return self.by(doubt) is not None

    def by(self, doubt: Doubt) -> Decision | None:
        """Return the decision that answers a doubt, None where there is none."""
        key = doubt.entity.key
        match doubt.question:
            case "link" | "none":
                about = [("link", key), ("link", key, doubt.qid or "")]
            case "same":
                assert doubt.other is not None, doubt
                about = [("pair", key, doubt.other.key)]
            case "part":
                spellings = () if doubt.documents else sorted(doubt.spellings)
                about = [("part", key, *spellings, "", *sorted(doubt.documents))]
                about.append(("pair", key, "\n".join(sorted(set(doubt.spellings)))))
        return next((self._by_topic[one] for one in map(frozenset, about) if one in self._by_topic), None)


def _links(entities: Iterable[Seen]) -> Iterator[Doubt]:
    for seen in entities:
        open_links = [link for link in seen.links if link.qid is not None and link.method != METHOD]
        if any(link.method == METHOD and link.status in ("confirmed", "nil") for link in seen.links):
            continue
        held = next((link for link in open_links if link.is_exact and link.status == "auto"), None)
        if held is not None:
            yield _link_doubt("link", seen, held, round(1 - held.score, 4))
            continue
        best = max(open_links, key=lambda link: (link.score, link.qid or ""), default=None)
        if best is not None:
            yield _link_doubt("none", seen, best, best.score)
        elif seen.kind != "GRP" and seen.impact >= _FEW:
            reasons = tuple(link.reason for link in seen.links if link.reason) or ("nothing known has its name",)
            yield Doubt("none", seen, _UNKNOWN, reasons, mentions=seen.mentions, claims=seen.claims)


def _link_doubt(question: Question, seen: Seen, link: Held, uncertainty: float) -> Doubt:
    reasons = tuple(filter(None, (link.reason,)))
    return Doubt(question, seen, uncertainty, reasons, link.qid, mentions=seen.mentions, claims=seen.claims)


def _pairs(entities: Iterable[Seen]) -> Iterator[Doubt]:
    for pair in alike(list(entities)):
        first, second = ranked(pair.first, pair.second)
        uncertainty, reasons = pair.chance, (pair.reason,)
        if first.qid is not None and second.qid is not None:
            if first.qid != second.qid:
                continue
            uncertainty, reasons = _ONE_ITEM, (f"both are linked to {first.qid}",)
        yield Doubt(
            "same", first, uncertainty, reasons, None, second, mentions=second.mentions, claims=second.claims
        )  # fmt: skip


def ranked(left: Seen, right: Seen) -> tuple[Seen, Seen]:
    """Return two entities, first the one that stays when they are merged: linked, or mentioned more."""
    first, second = sorted((left, right), key=lambda seen: (seen.qid is None, -seen.impact, seen.key))
    return first, second


def _parts(entities: Iterable[Seen]) -> Iterator[Doubt]:
    for seen in entities:
        if seen.kind == "PER":
            yield from _bare(seen)
        if seen.qid is None and seen.kind != "GRP" and seen.key not in known():
            yield from _strange(seen)


def _bare(seen: Seen) -> Iterator[Doubt]:
    """Doubt documents that name a person by the surname alone, where others have the full name."""
    full = [name for name in seen.spellings() if is_full(name)]
    documents = {d: words for d, words in seen.written.items() if not any(is_full(name) for name in words)}
    if full and documents:
        counts: dict[str, int] = {}
        for words in documents.values():
            for name, count in words.items():
                counts[name] = counts.get(name, 0) + count
        reason = f"{len(documents)} of its documents have no full name"
        yield _part_doubt(seen, _BARE, reason, counts, tuple(documents))


def _strange(seen: Seen) -> Iterator[Doubt]:
    """Doubt names that are like none of the others."""
    counts = seen.spellings()
    names = [name for name in counts if seen.kind != "PER" or is_full(name)]
    for name in names:
        others = [other for other in names if other != name]
        nearest = max((likeness(name, other) for other in others), default=100.0)
        if nearest < _STRANGE and counts[name] < sum(counts[other] for other in others):
            uncertainty = round((_STRANGE - nearest) / 100, 4)
            yield _part_doubt(seen, uncertainty, "this name is unlike its other names", {name: counts[name]}, ())


def _part_doubt(
    seen: Seen, uncertainty: float, reason: str, counts: dict[str, int], documents: tuple[str, ...]
) -> Doubt:
    mentions = sum(counts.values())
    # Claims are not counted by document: as many of them as of the mentions.
    claims = round(seen.claims * min(1.0, mentions / max(1, seen.mentions)))
    spellings = tuple(sorted(counts, key=lambda name: (-counts[name], name)))
    return Doubt("part", seen, uncertainty, (reason,), None, None, spellings, documents, mentions, claims)
