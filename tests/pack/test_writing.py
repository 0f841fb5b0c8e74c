"""What a pack holds, read with other libraries than those that wrote it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal, Namespace, URIRef
from rdflib.namespace import RDF, RDFS

from claimgraph.errors import QueryRefused
from claimgraph.pack.excerpts import QUOTE, check, shortened, whole
from claimgraph.pack.linked import local
from claimgraph.pack.manifest import MANIFEST, Files, decoded
from claimgraph.pack.page import marked
from claimgraph.pack.reader import read
from claimgraph.pack.subject import subject
from claimgraph.pack.verifying import faults, proof
from claimgraph.pack.writing import Wishes, pack
from claimgraph.store import View
from tests.graph.sample import TEXT, TEXT_NB
from tests.pack.sample import CLUSTER, REASON, RELATION, claims

# rdflib warns of what it does itself.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
OA = Namespace("http://www.w3.org/ns/oa#")
CG = "https://w3id.org/claimgraph/ns#"
NP = "http://www.nanopub.org/nschema#"
KILLED = "at least 12 people were killed"
TEXTS = {"dam-1": TEXT, "demning-2": TEXT_NB}


def dataset(content: bytes, form: str) -> Dataset:
    found = Dataset(default_union=True)
    found.parse(data=content.decode(), format=form)
    return found


def expanded(files: Files, name: str) -> Dataset:
    return dataset(json.dumps(local(files[name], name)).encode(), "json-ld")


def test_pack_of_a_cluster_has_its_members_and_what_they_are_related_to(cluster: Files, view: View) -> None:
    manifest = decoded(cluster[MANIFEST])
    assert [claim.role for claim in manifest.claims] == ["subject", "subject", "related"]
    assert {claim.iri for claim in manifest.claims} <= {iri.value for iri in claims(view).values()}
    assert manifest.relations == (RELATION.value,)
    assert list(faults(cluster)) == []
    assert proof(cluster).manifest.kind == "cluster"


def test_relation_is_told_with_its_reason(cluster: Files) -> None:
    graph = dataset(cluster["graph.trig"], "trig")
    relation = URIRef(RELATION.value)
    assert (relation, RDFS.comment, Literal(REASON, lang="en"), None) in graph
    assert (relation, URIRef(f"{CG}relationType"), URIRef(f"{CG}relationOppositePolarity"), None) in graph
    page = cluster["evidence.html"].decode()
    assert "opposite polarity" in page
    assert "&lt;killed&gt;" in page
    assert "<killed>" not in page


def test_words_stand_at_their_offsets_in_the_stored_texts(cluster: Files, view: View) -> None:
    graph = expanded(cluster, "annotations.jsonld")
    sources = {str(row[0]): TEXTS[str(row[1])] for row in documents(cluster)}
    targets = list(graph.subject_objects(OA.hasSource))
    spans = [(node, sources[str(source)]) for node, source in targets if str(source) in sources]
    assert len(spans) >= 8
    for node, text in spans:
        place, quote = position(graph, node)
        assert text[place[0] : place[1]] == quote[0]
        assert text[: place[0]].endswith(quote[1])
        assert text[place[1] :].startswith(quote[2])


def documents(files: Files) -> list[tuple[object, object]]:
    graph = dataset(files["graph.trig"], "trig")
    kinds = list(graph.subjects(RDF.type, URIRef(f"{CG}Document")))
    return [(iri, graph.value(iri, URIRef("https://schema.org/name"))) for iri in kinds]


def position(graph: Dataset, node: object) -> tuple[tuple[int, int], tuple[str, str, str]]:
    values = {str(name): value for selector in graph.objects(node, OA.hasSelector)  # type: ignore[arg-type]
              for name, value in graph.predicate_objects(selector)}  # fmt: skip
    start, end = (int(str(values[f"{OA}{name}"])) for name in ("start", "end"))
    exact, prefix, suffix = (str(values[f"{OA}{name}"]) for name in ("exact", "prefix", "suffix"))
    return (start, end), (exact, prefix, suffix)


def test_every_annotation_has_both_selectors_and_its_claim(cluster: Files) -> None:
    graph = expanded(cluster, "annotations.jsonld")
    found = list(graph.subjects(RDF.type, OA.Annotation))
    assert len(found) == json.loads(cluster["annotations.jsonld"])["total"]
    held = {claim.iri for claim in decoded(cluster[MANIFEST]).claims}
    for one in found:
        sources = {
            str(source) for body in graph.objects(one, OA.hasBody) for source in graph.objects(body, OA.hasSource)
        }
        assert len(sources & held) == 1
        assert graph.value(one, OA.motivatedBy) == OA.identifying
        for target in graph.objects(one, OA.hasTarget):
            kinds = {kind for node in graph.objects(target, OA.hasSelector) for kind in graph.objects(node, RDF.type)}
            assert kinds == {OA.TextPositionSelector, OA.TextQuoteSelector}


def test_schema_org_tells_where_claims_appear(cluster: Files) -> None:
    graph = expanded(cluster, "schema.jsonld")

    def name(term: str) -> URIRef:
        return URIRef(f"http://schema.org/{term}")

    articles = set(graph.subjects(RDF.type, name("NewsArticle")))
    quotations = set(graph.subjects(RDF.type, name("Quotation")))
    assert len(articles) == 2
    assert {str(graph.value(one, name("headline"))) for one in articles} == {
        "Dam fails above Lunden",
        "Minst 20 drept i Lunden",
    }
    assert {str(graph.value(one, name("datePublished"))) for one in articles} == {"2031-05-03", "2031-05"}
    found = [one for one in graph.subjects(RDF.type, name("Claim")) if one != URIRef(CLUSTER.value)]
    assert len(found) == 3
    for one in found:
        assert graph.value(one, name("appearance")) in articles | quotations
        assert graph.value(graph.value(one, name("author")), name("name")) is not None
    members = set(graph.subjects(name("exampleOfWork"), URIRef(CLUSTER.value)))
    assert len(members) == 2


def test_nanopublications_are_well_formed(cluster: Files) -> None:
    for claim in decoded(cluster[MANIFEST]).claims:
        graph = dataset(cluster[claim.file], "trig")
        this = URIRef(claim.nanopublication)
        quads = [(str(s), str(p), str(o), str(g)) for s, p, o, g in graph.quads()]
        head = [(p, o) for s, p, o, g in quads if g == f"{this}#Head" and s == str(this)]
        parts = [o for part in ("Assertion", "Provenance", "PublicationInfo") for p, o in head if p == f"{NP}has{part}"]
        assert len(head) == 4 == sum(g == f"{this}#Head" for *_, g in quads)
        assert {g for *_, g in quads} == {f"{this}#Head", *parts}
        assert (claim.iri, str(RDF.type), f"{CG}Claim", parts[0]) in quads
        assert any(parts[0] in (s, o) for s, _, o, g in quads if g == parts[1])
        assert any(str(this) in (s, o) for s, _, o, g in quads if g == parts[2])
        dates = [value for value in graph.objects(this, None) if isinstance(value, Literal) and value.datatype]
        assert len(dates) == 1, "the date of the document, and no clock"


def test_the_same_content_gives_the_same_bytes(cluster: Files, store: object, view: View) -> None:
    again = pack(View(view.release), CLUSTER.value.rpartition("/")[2])
    assert dict(again) == dict(cluster)


def test_full_text_is_held_only_when_asked_for(view: View) -> None:
    short, full = pack(view, KILLED, Wishes(context=64)), pack(view, KILLED, Wishes(full_text=True))
    place = decoded(full[MANIFEST]).documents[0].file.removesuffix("json") + "txt"
    assert full[place].decode() == TEXT
    assert place not in short
    assert list(faults(short)) == list(faults(full)) == []
    held = decoded(short[MANIFEST]).documents[0]
    assert held.contained < held.characters == len(TEXT)
    assert not any(TEXT[-20:] in content.decode() for content in short.values())


def test_date_of_making_is_told_when_given(view: View) -> None:
    files = pack(view, KILLED, Wishes(created="2031-06-01"))
    claim = decoded(files[MANIFEST]).claims[0]
    made = dataset(files[claim.file], "trig").value(
        URIRef(claim.nanopublication), URIRef("http://purl.org/dc/terms/created")
    )
    assert str(made) == "2031-06-01"
    assert list(faults(files)) == []


@pytest.mark.parametrize("name", [CLUSTER.value, f"<{CLUSTER.value}>", "cluster/3fa9c1", "3fa9c1", "3fa", "cluster/3f"])
def test_cluster_is_found_by_iri_key_and_prefix(view: View, name: str) -> None:
    found = subject(view, name)
    assert (found.iri, found.is_cluster) == (CLUSTER, True)


def test_claim_is_found_by_its_words_and_the_end_of_its_iri(view: View) -> None:
    iri = claims(view)[KILLED]
    for name in (
        KILLED,
        iri.value,
        iri.value.removeprefix("https://w3id.org/claimgraph/id/"),
        iri.value.split("/doc/")[1],
    ):
        assert subject(view, name).iri == iri
    assert not subject(view, KILLED).is_cluster


@pytest.mark.parametrize(("name", "reason"), [
    ("no such words", "no claim or cluster is called 'no such words'"),
    ("", "no claim or cluster"),
    ("doc", "claims or clusters are called 'doc'; give more of one: doc/"),
])  # fmt: skip
def test_names_of_none_or_several_are_refused(view: View, name: str, reason: str) -> None:
    with pytest.raises(QueryRefused, match=reason):
        subject(view, name)


LETTERS = st.text(st.sampled_from("a é😀\u0301\r\n\u2028\u00a0<&\"'\u202e\ttж"), max_size=400)


@given(
    LETTERS, st.lists(st.tuples(st.integers(0, 400), st.integers(1, 60), st.sampled_from([64, 90, 300])), max_size=5)
)
def test_excerpts_hold_the_words_at_their_offsets(text: str, places: list[tuple[int, int, int]]) -> None:
    spans = [((start, min(start + size, len(text))), context) for start, size, context in places if start < len(text)]
    made = shortened(whole("d", text), spans)
    check(made)
    for (start, end), _ in spans:
        first, last = max(0, start - QUOTE), min(len(text), end + QUOTE)
        assert made.words(start, end) == text[start:end]
        assert made.words(first, last) == text[first:last]
    for excerpt in made.excerpts:
        assert text[excerpt.start : excerpt.end] == excerpt.text


@given(LETTERS.filter(bool))
def test_page_shows_any_text_as_it_is(text: str) -> None:
    shown = marked(whole("d", text).excerpts[0], ())
    page = read(f'<p data-document="d" data-start="0">{shown}</p>')
    assert [passage.words for passage in page.passages] == [text]
