"""What guests find is added to what the pipeline found: names where it has none, claims whose words it has not."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claimgraph.extractors import Reply
from claimgraph.extractors.guests import Guest
from claimgraph.model import Claim, Consultation, Mention, Party, Segment, Span

SHARED = 0.5
"""A claim of whose words this share or more is already claimed is not added."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """The replies of all guests to one text, in the order of the guests."""

    guests: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()

    @classmethod
    def of(cls, guests: Sequence[Guest], text: str, segments: Sequence[Segment]) -> Consulted:
        """Ask every guest; raise ExtractorError where one fails."""
        replies = tuple(guest.extractor.read(text, segments) for guest in guests)
        return cls(tuple(guest.name for guest in guests), replies)

    @property
    def record(self) -> tuple[Consultation, ...]:
        """What is kept of it in the annotation."""
        pairs = zip(self.guests, self.replies, strict=True)
        return tuple(Consultation(name, reply.answer, reply.dropped) for name, reply in pairs)

    def names(self, text: str, own: Sequence[Mention]) -> tuple[Mention, ...]:
        """Return the pipeline's names and those of the guests that share no character with one before them."""
        known = {_words(text, m.span): m.entity for m in own if m.entity is not None}
        found = sorted(own, key=lambda m: m.span)
        for mention in (m for reply in self.replies for m in reply.mentions):
            place = bisect(found, mention.span, key=lambda m: m.span)
            if not any(mention.span.overlaps(other.span) for other in found[max(0, place - 1) : place + 1]):
                words = _words(text, mention.span)
                entity = known.setdefault(words, f"{mention.kind}:{words}")
                found.insert(place, replace(mention, entity=entity))
        return tuple(found)

    def claims(self, own: Sequence[Claim], names: Sequence[Mention]) -> tuple[Claim, ...]:
        """Return the pipeline's claims and those of the guests on other words; the text itself claims none of them."""
        found = list(own)
        attributed = [claim for claim in own if claim.form != "narrator"]
        for claim in (c for reply in self.replies for c in reply.claims):
            if not any(_shared(claim, other) >= SHARED for other in attributed):
                claim = _with_entities(claim, names)
                attributed.append(claim)
                found.append(claim)
        return tuple(sorted(found, key=lambda c: c.spans))


def _words(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _shared(left: Claim, right: Claim) -> float:
    """Return how much of the shorter claim's words the other one has."""
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in left.spans for b in right.spans)
    return both / min(_length(left.spans), _length(right.spans))


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _with_entities(claim: Claim, names: Sequence[Mention]) -> Claim:
    return replace(
        claim,
        speaker=_known(claim.speaker, names),
        addressee=_known(claim.addressee, names),
        via=tuple(party for source in claim.via if (party := _known(source, names))),
    )


def _known(party: Party | None, names: Sequence[Mention]) -> Party | None:
    """Return a party with the entity of the name in its words: the person, where they name one, else the last name."""
    if party is None or party.entity is not None:
        return party
    inside = list(_inside(party.span, names))
    chosen = next((m for m in inside if m.kind == "PER"), inside[-1] if inside else None)
    return replace(party, entity=chosen.entity, qid=chosen.qid) if chosen else party


def _inside(span: Span, names: Sequence[Mention]) -> Iterator[Mention]:
    return (mention for mention in names if span.contains(mention.span) and mention.entity is not None)
