"""Whom the words of a speaker denote: names, offices, descriptions and pronouns of one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from claimgraph.extract.speech.cast import REACH, Cast, described_id, same_office, stem, stems
from claimgraph.extract.speech.gender import Gender, of_tags
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.patterns import words
from claimgraph.extract.speech.phrase import Speaker
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Kind, Mention, MentionForm, Party, Span

SHORT = 4  # words of a description that can stand for an organization named before
NEAR = 400  # characters between a text and its issuer named before it


@dataclass(frozen=True, slots=True)
class Voice:
    """Someone who spoke, and where their words ended."""

    party: Party
    kind: Kind
    end: int


@dataclass(slots=True)
class Resolver:
    """Resolves speakers in the order of the text: it remembers who spoke."""

    cast: Cast
    spoken: list[Voice] = field(default_factory=list)
    described: dict[Span, Mention] = field(default_factory=dict)
    last: Party | None = None
    """Who spoke last, in the words that stood there."""

    @property
    def text(self) -> str:
        """The whole text that spans refer to."""
        return self.cast.text

    def speaking(self, speaker: Speaker, start: int) -> Party:
        """Return who speaks, and remember it; who is named from `start` on, in the claim, is not meant."""
        party, kind = self._resolved(speaker, start)
        self._remember(party, kind)
        return party

    def heard(self, end: int) -> None:
        """Remember that the last speaker's words end at an offset: who is named in them is not acting."""
        if self.spoken and self.spoken[-1].party is self.last:
            self.spoken[-1] = replace(self.spoken[-1], end=max(end, self.spoken[-1].end))

    def party(self, speaker: Speaker) -> Party:
        """Return someone addressed or relaying."""
        return self._resolved(speaker, speaker.span.start)[0]

    def implied(self, at: int, tags: int) -> Party | None:
        """Return whom a verb without subject means: the last speaker or actor of its gender and number."""
        gender, last = of_tags(tags), self.spoken[-1] if self.spoken else None
        if last and (last.kind != "PER" or (tags & Tag.PLURAL and gender is None)):
            return self.last
        entity = self.person(at, gender)
        if entity is None or (last and last.party.entity == entity):
            return self.last
        mention = next(m for m in reversed(self.cast.people_before(at)) if m.entity == entity)
        party = Party(Span(self.cast.titled.get(mention.span.start, mention.span.start), mention.span.end), entity)
        self._remember(party, "PER")
        return party

    def _remember(self, party: Party, kind: Kind) -> None:
        self.last = party
        if party.entity is not None:
            self.spoken.append(Voice(party, kind, party.span.end))

    def _resolved(self, speaker: Speaker, start: int) -> tuple[Party, Kind]:
        entity, kind, form = self._denoted(speaker, min(start, speaker.head.span.start))
        if form != "name":
            span = speaker.span if form == "description" else speaker.head.span
            self.described.setdefault(span, Mention(span, kind, form, entity, "speaker", 0.8))
        return Party(speaker.span, entity), kind

    def _denoted(self, speaker: Speaker, at: int) -> tuple[str | None, Kind, MentionForm]:
        head = speaker.head
        if head.mention is not None:
            return head.mention.entity, head.mention.kind, "name"
        named = self._apposed(speaker.span) if head.kind == "noun" else None
        if named is None and not speaker.is_known:
            named = next(self.cast.sharing(head.span), None)
        if named is not None:
            return named.entity, named.kind, "name"
        if head.noun is None:
            return (*self._pronoun(at, head.tags), "pronoun")
        return (*self._described(speaker, head.noun, at), "description")

    def _apposed(self, span: Span) -> Mention | None:
        """Return the person whose name follows a comma among some words: `one of them, Ms Rana`."""
        people = (m for m in self.cast.within(span) if m.kind == "PER" and m.entity)
        return next((m for m in people if _follows_comma(self.text[span.start : m.span.start])), None)

    # ---------------------------------------------------------------- pronouns
    def _pronoun(self, at: int, tags: int) -> tuple[str | None, Kind]:
        if tags & Tag.PRONOUN and not tags & (Tag.HE | Tag.SHE):
            return self._last_spoken(("ORG", "GRP") if tags & Tag.IT else ("GRP", "ORG", "PER"))
        return self.person(at, of_tags(tags)), "PER"

    def _last_spoken(self, kinds: Sequence[Kind]) -> tuple[str | None, Kind]:
        found = next((v for v in reversed(self.spoken) if v.kind in kinds), None)
        return (found.party.entity, found.kind) if found else (None, kinds[0])

    def person(self, at: int, gender: Gender | None) -> str | None:
        """Return the person that a pronoun or a verb without subject means: of its gender, and the most salient.

        That is the first person named in the last sentence with one after the last speaker's words, else the last
        speaker, else the last person named.
        """
        candidates = list(self._salient(at))
        for ruled_out in (self._is_other, self._is_surely_other):
            fitting = next((e for e in candidates if not ruled_out(e, gender)), None)
            if fitting is not None:
                return fitting
        return None

    def _is_other(self, entity: str, gender: Gender | None) -> bool:
        shown = self.cast.gender.get(entity)
        return bool(gender and shown and shown.gender != gender)

    def _is_surely_other(self, entity: str, gender: Gender | None) -> bool:
        return self._is_other(entity, gender) and self.cast.gender[entity].firm

    def _salient(self, at: int) -> Iterator[str]:
        people = [m for m in self.cast.people_before(at) if m.entity]
        last = next((v for v in reversed(self.spoken) if v.kind == "PER"), None)
        for group in self._sentences([m for m in people if last is None or m.span.start >= last.end]):
            yield from (m.entity for m in group if m.entity)
        if last is not None and last.party.entity is not None:
            yield last.party.entity
        yield from (m.entity for m in reversed(people) if m.entity)

    def _sentences(self, people: Sequence[Mention]) -> list[list[Mention]]:
        """Return mentions by sentence, the last sentence first."""
        groups: list[list[Mention]] = []
        for mention in people:
            between = self.text[groups[-1][-1].span.end : mention.span.start] if groups else ""
            if not groups or any(mark in between for mark in (". ", "! ", "? ", "\n")):
                groups.append([])
            groups[-1].append(mention)
        return groups[::-1]

    # ---------------------------------------------------------------- descriptions
    def _described(self, speaker: Speaker, noun: SpeakerNoun, at: int) -> tuple[str | None, Kind]:
        if speaker.is_nameless:
            return None, "GRP"
        if noun.kind == "TEXT":
            return self._issuer(speaker.span, at) or (None, "ORG")
        country = self.cast.country(speaker.span)
        word = speaker.head.span.of(self.text).casefold()
        if noun.kind == "PER":
            holder = self._holder(noun, word, country, speaker.span.start)
            return (holder, "PER") if holder else (described_id(noun, word, country), "PER")
        body = self._body(speaker.span, noun, word) if noun.kind == "ORG" and country is None else None
        return body or described_id(noun, word, country), noun.kind

    def _issuer(self, span: Span, at: int) -> tuple[str, Kind] | None:
        """Return whose statement it is: who is named in it, or near before it, or spoke last."""
        own = [m for m in self.cast.within(span) if m.kind != "LOC" and m.entity]
        if own and own[0].entity:
            return own[0].entity, own[0].kind
        since = self.spoken[-1].end if self.spoken else 0
        for m in self.cast.before(at, ("ORG",)):
            if m.entity and m.span.start >= since and at - m.span.end <= NEAR:
                return m.entity, m.kind
        if self.spoken and self.spoken[-1].party.entity:
            return self.spoken[-1].party.entity, self.spoken[-1].kind
        return next(((m.entity, m.kind) for m in self.cast.before(at, ("ORG", "PER")) if m.entity), None)

    def _holder(self, noun: SpeakerNoun, word: str, country: str | None, at: int) -> str | None:
        """Return who holds an office in this text: of that country if one is named, the latest named before."""
        fits = [o for o in self.cast.offices if same_office(o, noun, word)]
        if country:
            fits = [o for o in fits if o.country == country] or [o for o in fits if o.country is None]
        before = [o for o in fits if o.at <= at]
        return before[-1].holder if before else fits[0].holder if fits else None

    def _body(self, span: Span, noun: SpeakerNoun, word: str) -> str | None:
        """Return the organization last named that a description repeats the head word of: `the ministry`."""
        if words(span.of(self.text)) > SHORT:
            return None
        for m in islice(self.cast.before(span.start, ("ORG",)), REACH):
            if noun.concept == "body" or _repeats(m.span.of(self.text), span.of(self.text), word):
                return m.entity
        return None


def _repeats(name: str, description: str, word: str) -> bool:
    """Tell whether a name holds the head word of a description, alone or in a compound, and its other long words."""
    known = stems(name)
    head = stem(word)
    holds = any(w.startswith(head) or w.endswith(word) for w in name.casefold().split())
    others = [s for s in stems(description) if s != head]
    return holds and all(s in known for s in others)


def _follows_comma(before: str) -> bool:
    """Tell whether what stands before a name ends in a comma, or in a comma and a title."""
    words, comma, title = before.rpartition(",")
    return bool(comma and words) and len(title.split()) <= 1
