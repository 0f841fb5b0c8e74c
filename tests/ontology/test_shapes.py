"""The shapes accept a graph as the builder writes it and refuse each single fault."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph

from claimgraph.ontology import generate

GOOD = Path(__file__).parent / "good.ttl"
SHAPES = Graph().parse(generate.FOLDER / "shapes.ttl")
VOCABULARY = Graph().parse(generate.FOLDER / "claimgraph.ttl")

# One fault a row: what is taken out, what is put in, and the words of the report that name it.
FAULTS = {
    "hash too short": ('cg:textHash "0123', 'cg:textHash "23', "SHA-256"),
    "second text": ("", 'd:doc schema:text "another" .', "one text"),
    "text with a language": ('said." ;', 'said."@en ;', "one text"),
    "date as plain text": ('"2023-05-04"^^xsd:date', '"2023-05-04"', "datePublished"),
    "publisher not a source": ("d:paper a cg:Source ;", "d:paper", "publisher"),
    "unknown segment role": ("cg:segmentBody", "cg:formMixed", "SegmentRole"),
    "segment without position": ("oa:hasSelector d:segment-position ;", "", "position selector"),
    "mention without evidence": ("cg:evidence d:name-words ;", "", "a mention has exactly one evidence"),
    "mention with two evidences": (
        "cg:evidence d:name-words ;", "cg:evidence d:name-words , d:cue-words ;", "a mention has exactly one"
    ),
    "mention of two things": ("cg:denotes d:nord", "cg:denotes d:nord , d:elvby", "denotes at most one"),
    "mention of a document": ("cg:denotes d:nord", "cg:denotes d:doc", "denotes at most one"),
    "claim without document": ("cg:statedIn d:doc ; cg:speaker", "cg:speaker", "exactly one document"),
    "claim without evidence": ("cg:evidence d:claim-words ; cg:cueSpan", "cg:cueSpan", "claim has evidence"),
    "claim without form": ("cg:form cg:formIndirect ;", "", "cg:form "),
    "claim of two stances": ("cg:stanceNeutral", "cg:stanceNeutral , cg:stanceDenying", "cueStance"),
    "stance from another scheme": ("cg:stanceNeutral", "cg:polarityNeg", "CueStance"),
    "speaker is a place": ("cg:speaker d:nord", "cg:speaker d:somewhere", "a speaker is an actor"),
    "confidence above one": ("cg:confidence 0.8", "cg:confidence 1.2", "confidence is one decimal"),
    "confidence as a float": ("cg:confidence 0.8", "cg:confidence 8e-1", "confidence is one decimal"),
    "quantity without comparator": ("cg:comparator cg:comparatorMoreThan ;", "", "exactly one comparator"),
    "bounds the wrong way round": ("cg:upper 22", "cg:upper 17", "lower bound"),
    "evidence without quote": ("d:cue-position , d:cue-quote", "d:cue-position", "one quote selector"),
    "evidence in two documents": (
        "d:cue-words a oa:SpecificResource ; oa:hasSource d:doc",
        "d:doc2 a cg:Document . d:cue-words a oa:SpecificResource ; oa:hasSource d:doc , d:doc2", "hasSource",
    ),
    "evidence as a blank node": ("cg:cueSpan d:cue-words", "cg:cueSpan []", "NodeKindConstraintComponent"),
    "negative start": ("oa:start 2 ; oa:end 21", "oa:start -2 ; oa:end 21", "one start"),
    "end before start": ("oa:start 54 ; oa:end 58", "oa:start 54 ; oa:end 54", "before its end"),
    "offset as a decimal": ("oa:end 58", "oa:end 58.0", "one end"),
    "quote with a language": ('oa:exact "said"', 'oa:exact "said"@en', "one exact text"),
    "quote off by one": ("oa:start 54 ; oa:end 58", "oa:start 53 ; oa:end 57", "not what stands in the text"),
    "proposition without key": ('cg:propositionKey "Flee(origin=d:elvby)" ;', "", "propositionKey"),
    "role filled by words": ("cg:origin d:elvby", 'cg:origin "Elvby"', "never by a literal"),
    "assertion without words": ("cg:evidence d:claim-words ; cg:eventType", "cg:eventType", "exactly one evidence"),
    "assertion of two events": (
        "cg:eventFlee ; cg:polarity", "cg:eventFlee , cg:eventKill ; cg:polarity", "at most one event"
    ),
    "assertion of nobody": ("cg:asserts d:assertion ;", "", "exactly one claim"),
    "date without precision": ('cg:datePrecision "day" ; cg:evidence', "cg:evidence", "datePrecision"),
    "office without name": ('skos:prefLabel "mayor"@en ;', "", "an office has a name"),
    "membership of nobody": ("org:member d:nord ;", "", "org:member"),
    "membership without evidence": (
        "org:organization d:elvby ; cg:evidence d:claim-words", "org:organization d:elvby", "has evidence"
    ),
    "empty cluster": ("cg:member d:claim , d:other-claim ;", "", "cg:member"),
    "relation with itself": ("cg:right d:other-claim", "cg:right d:claim", "other than its left"),
    "relation without reason": ('rdfs:comment "both more than 20"@en ;', "", "gives its reason"),
    "relation without rule": ('cg:rule "10-same-bound" ;', "", "names the rule"),
    "relation without words": ("cg:evidence d:claim-words , d:other-words ;", "", "shows the words"),
    "cluster without roots": ("; cg:independentRoots 1", "", "how many independent roots"),
    "more roots than claims": ("cg:independentRoots 1", "cg:independentRoots 3", "no more roots than claims"),
    "link to the page": (
        "cg:linkStatus cg:linkNil", "cg:linkStatus cg:linkAuto ; rdf:object <https://www.wikidata.org/wiki/Q1>",
        "a link leads to",
    ),
    "link without status": ("cg:linkStatus cg:linkNil ;", "", "linkStatus"),
}  # fmt: skip


def validate(turtle: str) -> tuple[bool, str]:
    """Return whether a graph passes together with the vocabulary, and the report."""
    data = Graph().parse(data=turtle) + VOCABULARY
    passed, _, report = pyshacl.validate(data, shacl_graph=SHAPES)
    return passed, report


def test_graph_as_built_passes() -> None:
    passed, report = validate(GOOD.read_text("utf-8"))
    assert passed, report


@pytest.mark.parametrize("fault", FAULTS)
def test_single_fault_is_refused(fault: str) -> None:
    old, new, words = FAULTS[fault]
    good = GOOD.read_text("utf-8")
    assert old in good
    passed, report = validate(good.replace(old, new, 1) if old else good + new)
    assert not passed
    assert words in report


def test_shapes_are_valid_shacl() -> None:
    passed, _, report = pyshacl.validate(Graph(), shacl_graph=SHAPES, meta_shacl=True)
    assert passed, report
