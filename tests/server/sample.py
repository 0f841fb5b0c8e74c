"""A small store made by hand: two languages, every record of the model, and names that attack a page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from claimgraph.entity import Entity, Link
from claimgraph.entity_quads import entity_quads
from claimgraph.iri import Mint, document_key
from claimgraph.link_quads import link_quads
from claimgraph.model import (
    Annotation,
    Claim,
    Document,
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
from claimgraph.page import Page, World
from claimgraph.provenance import vocabulary_quads
from claimgraph.quads import document_quads
from claimgraph.search.index import write as write_search
from claimgraph.store import Release, writing

MINT = Mint()
EVIL = "<script>alert(1)</script>"

ENGLISH = (
    "Dam fails above Lunden 😀\r\n"
    "Minister Åsa Berg said that at least 12 people were killed in Lunden, according to the Lunden Post.\r\n"
    "The Delta Pact, the alliance of Norland and Sudland, told Radio Ost that it “will not send troops to Norland”.\r\n"
    f"Advertisement {EVIL}"
)
UKRAINIAN = "Дамба над Лунденом\nМіністерка Оса Берг повідомила, що в Лундені загинули щонайменше 12 людей.\n"

ENTITIES = (
    Entity("asa-berg", "PER", "Åsa Berg", {"en": ("Åsa Berg", "Berg"), "uk": ("Оса Берг",)}),
    Entity(
        "delta-pact", "ORG", "Delta Pact", {"en": ("Delta Pact",)}, qid="Q318693",
        links=(Link("Q318693", "auto", 0.97, "shipped", "shipped-0", "exact name in the list"),),
    ),
    Entity("lunden", "LOC", "Lunden", {"en": ("Lunden",), "uk": ("Лунден",)}, coordinates=(59.5, 10.25), country="no"),
    Entity("no", "LOC", "Norland", {"en": ("Norland",)}, qid="Q20"),
    Entity("sudland", "LOC", "Sudland", {"en": ("Sudland",)}),
    Entity("lunden-post", "ORG", "Lunden Post", {"en": ("Lunden Post",)}),
    Entity("radio-ost", "ORG", "Radio Ost", {"en": ("Radio Ost",)}),
    Entity("nordwire", "ORG", "Nordwire", {"en": ("Nordwire",)}),
    Entity("evil", "GRP", EVIL, {"en": (EVIL,)}),
)  # fmt: skip
KIND = {entity.key: entity.kind for entity in ENTITIES}


class Words:
    """Finds spans of words in one text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return Span(start, start + len(words))

    def mention(self, words: str, entity: str, after: int = 0) -> Mention:
        return Mention(self.span(words, after), KIND[entity], "name", entity, "hand", 0.9)

    def party(self, words: str, entity: str) -> Party:
        return Party(self.span(words), entity)

    def segments(self, lang: str, roles: tuple[str, ...]) -> tuple[Segment, ...]:
        lines = [self.span(line) for line in self.text.split("\n") if line]
        return tuple(Segment(line, lang, role) for line, role in zip(lines, roles, strict=True))  # type: ignore[arg-type]


def english() -> Annotation:
    """Return an annotation with every record."""
    words = Words(ENGLISH)
    late = ENGLISH.index("send")
    return Annotation(
        document=Document("dam-1", ENGLISH, url="https://news.example/dam-1"),
        lang="en",
        sha256=hashlib.sha256(ENGLISH.encode()).hexdigest(),
        metadata=Metadata(
            PartialDate("2031-05-03", "day"), publisher="Nordwire", title=words.span("Dam fails above Lunden 😀")
        ),
        segments=words.segments("en", ("title", "body", "body", "boilerplate")),
        mentions=(
            words.mention("Lunden", "lunden"),
            words.mention("Åsa Berg", "asa-berg"),
            words.mention("Lunden", "lunden", ENGLISH.index("killed")),
            words.mention("Lunden Post", "lunden-post"),
            words.mention("Delta Pact", "delta-pact"),
            words.mention("Norland", "no"),
            words.mention("Sudland", "sudland"),
            words.mention("Radio Ost", "radio-ost"),
            words.mention("Norland", "no", late),
            words.mention(EVIL, "evil"),
        ),
        quantities=(Quantity(words.span("at least 12 people"), "killed", 12, "at_least", 12, None, "person"),),
        dates=(),
        claims=(
            Claim(
                (words.span("at least 12 people were killed in Lunden"),), "en", "indirect", "S4",
                speaker=words.party("Åsa Berg", "asa-berg"), cue=words.span("said"),
                via=(words.party("Lunden Post", "lunden-post"),), confidence=0.85, event="Kill",
                proposition="Kill(place=lunden)", quantities=(0,),
            ),
            Claim(
                (words.span("it"), words.span("“will not send troops to Norland”")), "en", "mixed", "S3",
                speaker=words.party("Delta Pact", "delta-pact"), cue=words.span("told"),
                addressee=words.party("Radio Ost", "radio-ost"), stance="assertive", polarity="neg", event="Deploy",
            ),
        ),
        offices=(Office(words.span("Minister"), words.span("Åsa Berg")),),
        memberships=(
            Membership(
                words.span("the alliance of Norland and Sudland"), words.span("Delta Pact"),
                (words.span("Norland"), words.span("Sudland")),
            ),
        ),
    )  # fmt: skip


def ukrainian() -> Annotation:
    """Return a text that repeats one of the claims in another language."""
    words = Words(UKRAINIAN)
    return Annotation(
        document=Document("dam-2", UKRAINIAN, publisher="Вісник"),
        lang="uk",
        sha256=hashlib.sha256(UKRAINIAN.encode()).hexdigest(),
        metadata=Metadata(title=words.span("Дамба над Лунденом")),
        segments=words.segments("uk", ("title", "body")),
        mentions=(words.mention("Оса Берг", "asa-berg"), words.mention("Лундені", "lunden")),
        quantities=(Quantity(words.span("щонайменше 12 людей"), "killed", 12, "at_least", 12, None, "person"),),
        dates=(),
        claims=(
            Claim(
                (words.span("в Лундені загинули щонайменше 12 людей"),), "uk", "indirect", "S4",
                speaker=words.party("Оса Берг", "asa-berg"), cue=words.span("повідомила"), event="Kill",
                proposition="Kill(place=lunden)", quantities=(0,),
            ),
        ),
    )  # fmt: skip


DOCUMENTS = {name: document_key(make().document) for name, make in (("en", english), ("uk", ukrainian))}


def publish_sample(store: Path, extra: bool = False) -> Release:
    """Write a release into a store; with `extra` one more English document than before."""
    annotations = [english(), ukrainian()]
    world = World.of(MINT, {entity.key: entity for entity in ENTITIES})
    pages = [Page(annotation, document_key(annotation.document), world) for annotation in annotations]
    if extra:
        pages.append(Page(annotations[0], "extra", world))
    sources: dict[str, str] = {}
    with writing(store) as writer:
        for page in pages:
            writer.replace(MINT.graph(f"doc/{page.key}"), document_quads(page))
            sources |= page.sources()
        writer.replace(MINT.graph("entities"), entity_quads(world, sources))
        writer.replace(MINT.graph("links"), link_quads(world))
        writer.replace(MINT.graph("ontology"), vocabulary_quads(MINT))
        manifest = {"created": "2031-05-04T00:00:00+00:00", "version": "0", "rules": "", "base": MINT.base}
        return writer.publish({**manifest, "documents": len(pages), "quads": len(writer)}, 2, write_search)
