"""Entities of a run: merging across documents, languages and scripts, in any order."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extract.naming.names import find_names
from claimgraph.link.resolve import LocalEntity, Resolution, apply, local_entities, resolve
from claimgraph.model import Annotation, Claim, Document, Metadata, Party, Segment, Span

TEXTS = {
    "a": ("en", "Nora Lindqvist, head of the Harbour Union, met Emmanuel Macron in Paris. Lindqvist smiled."),
    "b": ("nb", "Statsminister Nora Lindqvist møtte president Macron i Paris. Lindqvists forslag falt."),
    "c": ("uk", "Міністерка Нора Ліндквіст виступила у Франції. Президент Макрон подякував."),
    "d": ("pl", "Z Norą Lindqvist rozmawiał w Paryżu Emmanuel Macron."),
    "e": ("en", "Emmanuel Macorn arrived in France on Monday."),
    "f": ("en", "President Pavel Brown said nothing, Brown later wrote."),
    "g": ("en", "Brown left early, officials in Sweden said."),
}


def annotation(name: str) -> Annotation:
    lang, text = TEXTS[name]
    return read(name, lang, text)


def spoken(name: str, speaker: str) -> Annotation:
    text = "Rivers rose in Norway, authorities said."
    claim = Claim((Span(0, 21),), "en", "indirect", "S4", speaker=Party(Span(23, 34), speaker))
    return replace(read(name, "en", text), claims=(claim,))


def read(name: str, lang: str, text: str) -> Annotation:
    segments = (Segment(Span(0, len(text)), lang, "body"),)
    return Annotation(
        document=Document(name, text),
        lang=lang,
        sha256="",
        metadata=Metadata(),
        segments=segments,
        mentions=find_names(text, segments),
        quantities=(),
        dates=(),
        claims=(),
    )


def run(names: list[str]) -> Resolution:
    return resolve((name, entity) for name in names for entity in local_entities(annotation(name)))


def resolved(texts: dict[str, str], lang: str) -> Resolution:
    return resolve((name, e) for name, text in texts.items() for e in local_entities(read(name, lang, text)))


def entity_of(name: str, words: str, resolution: Resolution) -> str | None:
    document = apply(annotation(name), resolution)
    found = [m.entity for m in document.mentions if m.span.of(document.document.text) == words]
    return found[0]


def test_known_person_is_one_in_all_languages_and_by_surname_alone() -> None:
    resolution = run(list("abcd"))
    mentions = [("a", "Emmanuel Macron"), ("b", "Macron"), ("c", "Макрон"), ("d", "Emmanuel Macron")]
    assert {entity_of(name, words, resolution) for name, words in mentions} == {"emmanuel-macron"}
    assert resolution.qids["emmanuel-macron"] == "Q3052772"


def test_unknown_person_is_one_across_scripts_and_case_forms() -> None:
    resolution = run(list("abcd"))
    mentions = [("a", "Nora Lindqvist"), ("b", "Lindqvists"), ("c", "Нора Ліндквіст"), ("d", "Norą Lindqvist")]
    keys = {entity_of(name, words, resolution) for name, words in mentions}
    assert len(keys) == 1
    assert str(keys.pop()).startswith("per-nora-lindqvist-")


def test_misspelt_name_of_a_known_person_joins_the_record() -> None:
    assert entity_of("e", "Emmanuel Macorn", run(["e"])) == "emmanuel-macron"


def test_surname_of_several_people_stays_in_its_document() -> None:
    documents = {
        "two": "Minister Gordon Brown and Senator Julia Brown met in Oslo.",
        "f": "Rivers rose in Norway, President Brown said.",
        "g": "Roads are open in Sweden, President Brown said.",
    }
    resolution = resolved(documents, "en")
    keys = {resolution.keys[name, "PER:Brown"] for name in "fg"}
    assert len(keys) == 2
    assert "gordon-brown" not in keys


def test_body_of_one_country_isnt_the_one_of_another() -> None:
    texts = {"home": "Sąd Najwyższy milczy, Polska czeka.", "abroad": "Sąd Najwyższy uchylił wyrok w Pakistanie."}
    resolution = resolved(texts, "pl")
    assert resolution.keys["home", "known:poland-sn"] == "poland-sn"
    assert resolution.keys["abroad", "known:poland-sn"].startswith("org-sad-najwyzszy-")


def test_description_is_one_per_country_or_else_per_document() -> None:
    annotations = [spoken("f", "desc:authorities@known:norway"), spoken("g", "desc:authorities")]
    resolution = resolve((a.document.name, e) for a in annotations for e in local_entities(a))
    assert resolution.keys["f", "desc:authorities@known:norway"] == "authorities-norway"
    assert resolution.keys["g", "desc:authorities"].startswith("grp-authorities-")
    speaker = apply(annotations[0], resolution).claims[0].speaker
    assert speaker is not None
    assert speaker.entity == "authorities-norway"


@settings(max_examples=20, deadline=None)
@given(st.permutations(sorted(TEXTS)))
def test_order_of_documents_changes_nothing(names: list[str]) -> None:
    assert run(names) == run(sorted(TEXTS))


def test_local_entities_survive_a_journey_through_json() -> None:
    entities = local_entities(annotation("a"))
    assert msgspec.json.decode(msgspec.json.encode(entities), type=tuple[LocalEntity, ...]) == entities
