"""The actors of one document: who holds which office, of which gender a person is, which country an adjective means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimgraph.extract.speech.gender import Evidence, gender_of
from claimgraph.extract.speech.grammar import Tag
from claimgraph.extract.speech.passage import Candidate, Reading
from claimgraph.lang.speech import SpeakerNoun
from claimgraph.model import Kind, Mention, Span

STEM = 4  # letters that an adjective shares with the name of its country: Kazakh, казахстанський
APPOSITION = 8  # words before a name among which its office stands
LEADERS = ("president", "prime-minister", "leader")
NEAR = 8
"""Mentions before the end of a span among which are those that share words with it."""
GENERAL = ("authorities", "government", "officials", *LEADERS)


@dataclass(frozen=True, slots=True)
class Office:
    """An office that the text gives to a person: concept, words of the noun, country (an entity) if named."""

    concept: str
    noun: str
    country: str | None
    holder: str
    at: int
    start: int


@dataclass(slots=True)
class Cast:
    """The mentions of one document in the order of the text, and what the text shows of those they denote."""

    text: str
    mentions: Sequence[Mention]
    offices: list[Office] = field(default_factory=list)
    gender: dict[str, Evidence] = field(default_factory=dict)
    titled: dict[int, int] = field(default_factory=dict)
    """Start of a person's name -> start of the office before it."""
    places: dict[str, str] = field(default_factory=dict)
    """Stems of the names of places -> entity."""

    def __post_init__(self) -> None:
        """Index the places."""
        for mention in self.mentions:
            if mention.kind == "LOC" and mention.entity:
                self.places.setdefault(stem(mention.span.of(self.text)), mention.entity)

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions inside a span."""
        first = bisect_left(self.mentions, span.start, key=lambda m: m.span.start)
        end = bisect_left(self.mentions, span.end, key=lambda m: m.span.start)
        return [m for m in self.mentions[first:end] if span.contains(m.span)]

    def sharing(self, span: Span) -> Iterator[Mention]:
        """Yield the mentions that share words with a span."""
        end = bisect_left(self.mentions, span.end, key=lambda m: m.span.start)
        near = self.mentions[max(0, end - NEAR) : end]
        return (m for m in near if m.span.end > span.start)

    def before(self, at: int, kinds: Sequence[Kind]) -> Iterator[Mention]:
        """Return the mentions before an offset, last first."""
        end = bisect_left(self.mentions, at, key=lambda m: m.span.start)
        return (self.mentions[n] for n in range(end - 1, -1, -1) if self.mentions[n].kind in kinds)

    def people_before(self, at: int) -> list[Mention]:
        """Return the persons named before an offset, in text order, as far back as a pronoun may reach."""
        found = []
        for mention in self.before(at, ("PER",)):
            found.append(mention)
            if len(found) >= REACH:
                break
        return found[::-1]

    def country(self, span: Span) -> str | None:
        """Return the country named in some words, by its name or by an adjective that shares its stem."""
        inside = (m.entity for m in self.within(span) if m.kind == "LOC")
        named = next(inside, None)
        if named is not None:
            return named
        return next((self.places[s] for s in stems(span.of(self.text)) if s in self.places), None)


POSSESSIVE = re.compile(r"['’]\w$")
REACH = 40  # persons or bodies named before a pronoun or a description that may be meant


def cast(text: str, mentions: Sequence[Mention], readings: Iterable[Reading]) -> Cast:
    """Return the actors of a document: offices that stand before names, and the gender of persons."""
    found = Cast(text, mentions)
    shown: dict[str, Counter[Evidence]] = {}
    for reading in readings:
        for person in [c for c in reading.actors.values() if c.is_person and c.mention and c.mention.entity]:
            entity = (person.mention and person.mention.entity) or ""
            gender = gender_of(reading, person)
            if gender:
                shown.setdefault(entity, Counter())[gender] += 1
            office = _office(found, reading, person, entity)
            if office:
                found.offices.append(office)
                found.titled[office.at] = office.start
    found.offices.sort(key=lambda o: o.at)
    for entity, counts in shown.items():
        found.gender[entity] = max(counts, key=lambda e: (e.firm, counts[e], e.gender))
    return found


def _office(found: Cast, r: Reading, person: Candidate, holder: str) -> Office | None:
    """Return the office in apposition before a name: `Russian President Vladimir Putin`."""
    noun: Candidate | None = None
    first = person.first
    for n in range(person.first - 1, max(-1, person.first - 1 - APPOSITION), -1):
        actor = r.actors.get(n)
        if r.tags[n] & Tag.BOUNDARY or r.quoted[n] != r.quoted[person.first] or (actor and actor.is_person):
            break
        noun = noun or (actor if actor and actor.noun and actor.noun.kind == "PER" else None)
        first = n
    if noun is None or noun.noun is None:
        return None
    country = found.country(Span(r.starts[first], person.span.start))
    word = noun.span.of(r.text).casefold()
    return Office(noun.noun.concept, word, country, holder, person.span.start, noun.span.start)


def stem(word: str) -> str:
    """Return the first letters of a word, which its forms share."""
    return word.casefold()[:STEM]


def stems(text: str) -> list[str]:
    """Return the stems of the longer words of a text."""
    return [stem(word) for word in re.findall(r"\w{4,}", text)]


def same_office(office: Office, noun: SpeakerNoun, word: str) -> bool:
    """Tell whether a description can mean the holder of an office."""
    if office.concept in LEADERS and noun.concept in LEADERS:
        return noun.concept in ("leader", office.concept) or office.concept == "leader"
    return office.concept == noun.concept and stem(office.noun) == stem(word)


def described_id(noun: SpeakerNoun, word: str, country: str | None) -> str:
    """Return the local id of an unnamed speaker: the concept where it says enough in any language, else the word."""
    head = noun.concept if noun.concept in GENERAL else POSSESSIVE.sub("", word)
    return f"desc:{head}@{country}" if country else f"desc:{head}"
