"""Whom the words of a speaker denote: names, offices, descriptions and pronouns of one document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claimgraph.extract.grammar import grammar
from claimgraph.extract.passage import Candidate, read
from claimgraph.extract.subject import Speaker
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Kind, Mention, MentionForm, Party, Segment, Span

STEM = 4  # letters that an adjective shares with the name of its country: Kazakh, казахстанський
APPOSITION = 60  # characters before a name in which its office stands
LEADERS = ("president", "prime-minister", "leader")


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the text gives to a person: concept, words of the noun, country (an entity) if named."""

    concept: str
    noun: str
    country: str | None
    holder: str
    at: int


@dataclass(slots=True)
class Cast:
    """The actors of one document, in the order of the text: who holds which office, who spoke last."""

    text: str
    mentions: Sequence[Mention]
    offices: list[Office] = field(default_factory=list)
    spoken: list[tuple[str, Kind]] = field(default_factory=list)
    described: dict[Span, Mention] = field(default_factory=dict)

    def party(self, speaker: Speaker, lang: str) -> Party:
        """Return the words of a speaker with the entity that they denote, and remember who spoke."""
        entity, kind, form = self._denoted(speaker, lang)
        if entity is not None:
            self.spoken.append((entity, kind))
        if form != "name":
            head = speaker.span if form == "description" else speaker.head.span
            self.described.setdefault(head, Mention(head, kind, form, entity, "speaker", 0.8))
        return Party(speaker.span, entity)

    def _denoted(self, speaker: Speaker, lang: str) -> tuple[str | None, Kind, MentionForm]:
        head = speaker.head
        if head.mention is not None:
            return head.mention.entity, head.mention.kind, "name"
        if head.noun is None:
            return (*self._pronoun(head), "pronoun")
        return (*self._described(speaker, head.noun, lang), "description")

    def _pronoun(self, head: Candidate) -> tuple[str | None, Kind]:
        """Return the last person who spoke, else the last person named before."""
        spoken = next(((e, k) for e, k in reversed(self.spoken) if k == "PER"), None)
        named = self._last_person(head.span.start)
        return spoken or named or (None, "PER")

    def _last_person(self, at: int) -> tuple[str, Kind] | None:
        people = (m for m in reversed(self.mentions) if m.kind == "PER" and m.span.end <= at and m.entity)
        return next(((m.entity, m.kind) for m in people if m.entity), None)

    def _described(self, speaker: Speaker, noun: SpeakerNoun, lang: str) -> tuple[str | None, Kind]:
        if noun.kind == "TEXT":
            issuer = self._issuer(speaker.span)
            return issuer or (None, "ORG")
        country = self._country(speaker.span)
        word = speaker.head.span.of(self.text).casefold()
        if noun.kind == "PER":
            holder = self._holder(noun, word, country, speaker.span.start)
            return (holder, "PER") if holder else (_described_id(noun, word, country), "PER")
        return _described_id(noun, word, country), noun.kind

    def _issuer(self, span: Span) -> tuple[str, Kind] | None:
        """Return whose statement it is: an organization or person named in it, else the last speaker."""
        own = [m for m in self.mentions if span.contains(m.span) and m.kind != "LOC" and m.entity]
        if own and own[0].entity:
            return own[0].entity, own[0].kind
        return self.spoken[-1] if self.spoken else None

    def _holder(self, noun: SpeakerNoun, word: str, country: str | None, at: int) -> str | None:
        """Return who holds an office in this text: of that country if one is named, the latest named before."""
        fits = [o for o in self.offices if _same_office(o, noun, word)]
        if country:
            fits = [o for o in fits if o.country == country] or [o for o in fits if o.country is None]
        before = [o for o in fits if o.at <= at]
        return before[-1].holder if before else fits[0].holder if fits else None

    def _country(self, span: Span) -> str | None:
        """Return the country named in some words, by its name or by an adjective that shares its stem."""
        inside = (m.entity for m in self.mentions if m.kind == "LOC" and span.contains(m.span))
        named = next(inside, None)
        if named is not None:
            return named
        places = {_stem(m.span.of(self.text)): m.entity for m in reversed(self.mentions) if m.kind == "LOC"}
        stems = (_stem(w) for w in re.findall(r"\w{4,}", span.of(self.text)))
        return next((places[s] for s in stems if s in places), None)


def _stem(word: str) -> str:
    return word.casefold()[:STEM]


def _same_office(office: Office, noun: SpeakerNoun, word: str) -> bool:
    if office.concept in LEADERS and noun.concept in LEADERS:
        return noun.concept in ("leader", office.concept) or office.concept == "leader"
    return office.concept == noun.concept and _stem(office.noun)[:STEM] == _stem(word)[:STEM]


def _described_id(noun: SpeakerNoun, word: str, country: str | None) -> str:
    """Return the local id of an unnamed speaker; the concept alone where it says enough in any language."""
    general = noun.concept in ("authorities", "government", "officials", *LEADERS)
    head = noun.concept if general else f"{noun.concept}-{word}"
    return f"desc:{head}@{country}" if country else f"desc:{head}"


def cast(text: str, segments: Iterable[Segment], mentions: Sequence[Mention]) -> Cast:
    """Return the actors of a document with the offices that stand before their names."""
    found = Cast(text, mentions)
    for segment in segments:
        people = [m for m in mentions if m.kind == "PER" and m.entity and segment.span.contains(m.span)]
        found.offices += [o for m in people for o in _offices(found, m, segment)]
    found.offices.sort(key=lambda o: o.at)
    return found


def _offices(found: Cast, mention: Mention, segment: Segment) -> list[Office]:
    """Return the office in apposition before a name: `Russian President Vladimir Putin`."""
    g = grammar(segment.lang)
    start = max(segment.span.start, mention.span.start - APPOSITION)
    group = re.split(r"[.,;:!?«»\"“”(]|\s[–—-]\s", found.text[start : mention.span.start])[-1]
    begin = mention.span.start - len(group)
    nouns = read(found.text, Span(begin, mention.span.start), g, (), ()).actors.values()
    people = [c for c in nouns if c.noun and c.noun.kind == "PER"]
    if not people or any(
        m.span.start >= people[-1].span.end and m.kind == "PER" for m in _inside(found, begin, mention)
    ):
        return []
    noun, word = people[-1].noun, people[-1].span.of(found.text).casefold()
    assert noun is not None
    country = found._country(Span(begin, mention.span.start))
    return [Office(noun.concept, word, country, mention.entity or "", mention.span.start)]


def _inside(found: Cast, begin: int, mention: Mention) -> list[Mention]:
    return [m for m in found.mentions if begin <= m.span.start < mention.span.start]
