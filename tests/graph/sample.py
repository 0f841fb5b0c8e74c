"""Hand-made annotations and a small reader of made-up texts, for tests that need no extraction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial

from claimgraph.entity import Copied, Entity, Link, Statement
from claimgraph.iri import slug
from claimgraph.link.replay import Decided
from claimgraph.model import (
    Annotation,
    Assertion,
    Claim,
    DateMention,
    Document,
    Filler,
    Kind,
    Membership,
    Mention,
    Metadata,
    Office,
    PartialDate,
    Party,
    Quantity,
    Segment,
    Span,
)
from claimgraph.pipeline import Reading

TEXT = (
    "Dam fails above Lunden\r\n"
    "Nordwire – 3 May 2031\r\n"
    "Minister Åsa Berg said that at least 12 people were killed, according to the Lunden Post 😀.\r\n"
    "The Delta Pact, the alliance of Norland and Sudland, told Radio Ost that it “will not send troops”."
)
DOCUMENT = Document("dam-1", TEXT, url="https://news.example/dam-1")

ENTITIES = {
    e.key: e
    for e in (
        Entity("asa-berg", "PER", "Åsa Berg", {"en": ("Åsa Berg", "Berg"), "uk": ("Оса Берг",)}, "Q900000003", (
            Link("Q900000003", "auto", 0.9, "index", "index-0", "Åsa Berg: its label is this name"),
        ), copied=Copied("Åsa Berg", (
            Statement("P39", "Q900000004", "2030-02", "2031-06-30", "Minister of Dams"),
            Statement("P39", "Q900000005", "2019", "2030-02-03", "Mayor of Lunden"),
        ), "index-0")),
        Entity("delta-pact", "ORG", "Delta Pact", {"en": ("Delta Pact",)}, "Q318693", (
            Link("Q318693", "auto", 0.97, "shipped", "shipped-0", "exact name"),
        )),
        Entity("lunden", "LOC", "Lunden", {"en": ("Lunden",)}, coordinates=(59.5, 10.25), country="norland"),
        Entity("norland", "LOC", "Norland", {"en": ("Norland",), "nb": ("Nordlandet",)}, qid="Q20", copied=Copied(
            "Norland", (
                Statement("P463", "Q318693", "2004-03", label="Delta Pact"),
                Statement("P625", "POINT(11 61)"),
            ), "index-0",
        )),
        Entity("sudland", "LOC", "Sudland", {"en": ("Sudland",)}, qid="Q265", links=(
            Link("Q265", "confirmed", 1.0, "decision", "d-0", "confirmed by Ann on 2031-05-04"),
        ), copied=Copied("Sudland", (Statement("P625", "POINT(11 58)"),), "index-0")),
        Entity("lunden-post", "ORG", "Lunden Post", {"en": ("Lunden Post", "The Lunden Post")}, links=(
            Link("Q900000002", "auto", 0.5, "index", "index-0", "Lunden Post: another of its names"),
        )),
        Entity("radio-ost", "ORG", "Radio Ost", {"en": ("Radio Ost",)}, links=(
            Link(None, "nil", 0.8, "index", "index-0", "the best of 1 candidates is less likely than 40%"),
            Link("Q900000001", "rejected", 0.2, "index", "index-0", "Radio East: another of its names"),
        )),
        Entity("nordwire", "ORG", "Nordwire", {"en": ("Nordwire",)}),
    )
}  # fmt: skip


def span_of(words: str, text: str = TEXT, after: int = 0) -> Span:
    """Return where some words stand."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def mention(words: str, entity: str, after: int = 0) -> Mention:
    """Return a mention of one of the entities."""
    return Mention(span_of(words, after=after), ENTITIES[entity].kind, "name", entity, "hand", 0.9)


def party(words: str, entity: str | None) -> Party:
    """Return someone in a claim."""
    return Party(span_of(words), entity)


def sample() -> Annotation:
    """Return one annotation that uses every record of the model."""
    lines = [span_of(line) for line in TEXT.split("\r\n")]
    roles = ("title", "dateline", "body", "body")
    return Annotation(
        document=DOCUMENT,
        lang="en",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        metadata=Metadata(PartialDate("2031-05-03", "day"), publisher="Nordwire", title=lines[0]),
        segments=tuple(Segment(line, "en", role) for line, role in zip(lines, roles, strict=True)),  # type: ignore[arg-type]
        mentions=(
            mention("Lunden", "lunden"),
            mention("Nordwire", "nordwire"),
            mention("Åsa Berg", "asa-berg"),
            mention("Lunden Post", "lunden-post"),
            mention("Delta Pact", "delta-pact"),
            mention("Norland", "norland"),
            mention("Sudland", "sudland"),
            mention("Radio Ost", "radio-ost"),
        ),
        quantities=(Quantity(span_of("at least 12 people"), "killed", 12, "at_least", 12, None, "person"),),
        dates=(DateMention(span_of("3 May 2031"), PartialDate("2031-05-03", "day")),),
        claims=(
            Claim(
                spans=(span_of("at least 12 people were killed"),), lang="en", form="indirect", sieve="S4",
                speaker=party("Åsa Berg", "asa-berg"), cue=span_of("said"),
                via=(party("Lunden Post", "lunden-post"),), confidence=0.85,
                event="Kill", proposition="Kill(place=lunden)", quantities=(0,), dates=(0,),
            ),
            Claim(
                spans=(span_of("it"), span_of("“will not send troops”")), lang="en", form="mixed", sieve="S3",
                speaker=party("Delta Pact", "delta-pact"), cue=span_of("told"),
                addressee=party("Radio Ost", "radio-ost"), stance="assertive", polarity="neg", event="Deploy",
                tense=("past", "future"),
            ),
        ),
        assertions=(
            Assertion(
                0, span_of("at least 12 people were killed"), ("Kill",), "pos",
                (Filler("place", span_of("Lunden"), "lunden"), Filler("patient", span_of("people"))), "Kill", (0,),
            ),
            Assertion(
                1, span_of("will not send troops"), ("Deploy",), "neg",
                (Filler("agent", span_of("Delta Pact"), "delta-pact"),), "Deploy",
            ),
        ),
        offices=(Office(span_of("Minister"), span_of("Åsa Berg")),),
        memberships=(
            Membership(
                span_of("the alliance of Norland and Sudland"), span_of("Delta Pact"),
                (span_of("Norland"), span_of("Sudland")),
            ),
        ),
    )  # fmt: skip


TEXT_NB = (
    "Minst 20 drept i Lunden\n"
    "Statsminister Åsa Berg avviste at minst 20 mennesker ble drept i Lunden. "
    "Hun sa at Delta Pact, Norland og Sudland ikke sender soldater."
)


def second() -> Annotation:
    """Return an annotation in another language that contradicts the first one."""
    here = partial(span_of, text=TEXT_NB)
    title, body = (here(line) for line in TEXT_NB.split("\n"))
    berg = Party(here("Åsa Berg"), "asa-berg")
    return Annotation(
        document=Document("demning-2", TEXT_NB, publisher="Fjordposten"),
        lang="nb",
        sha256=hashlib.sha256(TEXT_NB.encode()).hexdigest(),
        metadata=Metadata(PartialDate("2031-05", "month"), publisher="Fjordposten", title=title),
        segments=(Segment(title, "nb", "title"), Segment(body, "nb", "body")),
        mentions=(
            Mention(here("Lunden"), "LOC", "name", "lunden", "hand"),
            Mention(berg.span, "PER", "name", "asa-berg", "hand"),
            Mention(here("Lunden", after=30), "LOC", "name", "lunden", "hand"),
            Mention(here("Delta Pact"), "ORG", "name", "delta-pact", "hand"),
            Mention(here("Norland"), "LOC", "name", "norland", "hand"),
            Mention(here("Sudland"), "LOC", "name", "sudland", "hand"),
            Mention(here("Hun"), "PER", "pronoun", "asa-berg", "hand", 0.7),
        ),
        quantities=(Quantity(here("minst 20 mennesker"), "killed", 20, "at_least", 20, None, "person"),
                    Quantity(here("Minst 20"), "killed", 5, "exactly", 5, 5, "person")),
        dates=(),
        claims=(
            Claim(
                (here("minst 20 mennesker ble drept i Lunden"),), "nb", "indirect", "S4", berg, here("avviste"),
                stance="denying", polarity="neg", event="Kill", proposition="Kill(place=lunden)", quantities=(0,),
            ),
            Claim(
                (here("Delta Pact, Norland og Sudland ikke sender soldater"),), "nb", "indirect", "S4",
                Party(here("Hun"), "asa-berg"), here("sa"), polarity="neg", event="Deploy",
            ),
        ),
        offices=(Office(here("Statsminister"), berg.span),),
    )  # fmt: skip


@dataclass(frozen=True)
class Given:
    """The entities of the hand-made annotations, already merged."""

    entities: tuple[Entity, ...] = tuple(ENTITIES[key] for key in sorted(ENTITIES))
    decided: Decided = field(default_factory=Decided)

    def apply(self, key: str, annotation: Annotation) -> Annotation:
        """Return the annotation as it is."""
        return annotation


def hand_made() -> Reading:
    """Return a way of reading that knows the two hand-made annotations alone."""
    annotations = {a.document.name: a for a in (sample(), second())}

    def merge(found: Iterable[tuple[str, Annotation]]) -> Given:
        assert {annotation.document.name for _, annotation in found} <= set(annotations)
        return Given()

    return Reading(lambda document: annotations[document.name], merge, "hand-1")


_NAME = re.compile(r"\b[A-ZÅÆØ]\w+(?: [A-ZÅÆØ]\w+)*")
_CLAIM = re.compile(r"(?P<speaker>[A-Z]\w+(?: [A-Z]\w+)*) (?P<cue>said) (?P<content>[^.]+)\.")


def annotate_toy(document: Document) -> Annotation:
    """Return capitalised words as names and `X said Y.` as claims: enough to drive a build."""
    text = document.text
    mentions = tuple(Mention(Span(*m.span()), "PER", "name", m[0], "toy") for m in _NAME.finditer(text))
    claims = tuple(
        Claim(
            (Span(*m.span("content")),), "en", "indirect", "toy",
            Party(Span(*m.span("speaker")), m["speaker"]), Span(*m.span("cue")),
        )
        for m in _CLAIM.finditer(text)
    )  # fmt: skip
    return Annotation(
        document=document,
        lang="en",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        metadata=Metadata(publisher=document.publisher),
        segments=(Segment(Span(0, len(text)), "en", "body"),) if text else (),
        mentions=mentions,
        quantities=(),
        dates=(),
        claims=claims,
    )


@dataclass(frozen=True)
class Merged:
    """Entities by slug; the label is the first name in code point order, so it depends on all documents."""

    entities: tuple[Entity, ...]
    decided: Decided = field(default_factory=Decided)

    def apply(self, key: str, annotation: Annotation) -> Annotation:
        def keyed(party: Party | None) -> Party | None:
            return None if party is None else replace(party, entity=slug(party.entity or ""))

        mentions = tuple(replace(m, entity=slug(m.entity or "")) for m in annotation.mentions)
        claims = tuple(replace(c, speaker=keyed(c.speaker)) for c in annotation.claims)
        return replace(annotation, mentions=mentions, claims=claims)


def merge_toy(annotations: Iterable[tuple[str, Annotation]]) -> Merged:
    """Return one entity per slug; it is a group where two documents name it."""
    names: dict[str, set[str]] = {}
    places: dict[str, set[str]] = {}
    for key, annotation in annotations:
        for m in annotation.mentions:
            names.setdefault(slug(m.entity or ""), set()).add(m.entity or "")
            places.setdefault(slug(m.entity or ""), set()).add(key)
    kinds: dict[str, Kind] = {key: "GRP" if len(places[key]) > 1 else "PER" for key in names}
    return Merged(
        tuple(Entity(key, kinds[key], min(names[key]), {"en": tuple(sorted(names[key]))}) for key in sorted(names))
    )


TOY = Reading(annotate_toy, merge_toy, "toy-1")
"""A way of reading that needs no language data."""
