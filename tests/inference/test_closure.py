"""What follows by each rule, that nothing else does, and that it stays within bounds."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from claimgraph.inference.building import write
from claimgraph.inference.closure import TooMuch, close
from claimgraph.inference.names import folder_of
from claimgraph.store import current_release
from tests.server.sample import publish_sample

GRAPH = NamedNode("urn:inferred")
PREFIXES = """
PREFIX : <urn:> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""

CASES = {
    "cax-sco": (":a rdfs:subClassOf :b . :b rdfs:subClassOf :c . :x a :a .", ":a rdfs:subClassOf :c . :x a :b , :c ."),
    "cax-sco-loop": (":a rdfs:subClassOf :b . :b rdfs:subClassOf :a . :x a :a .", ":x a :b ."),
    "cax-eqc": (":a owl:equivalentClass :b . :x a :a . :y a :b .", ":x a :b . :y a :a ."),
    "prp-spo1": (
        ":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :r . :x :p :y .",
        ":p rdfs:subPropertyOf :r . :x :q :y ; :r :y .",
    ),
    "prp-eqp": (":p owl:equivalentProperty :q . :x :p 1 . :y :q 2 .", ":x :q 1 . :y :p 2 ."),
    "prp-inv": (":p owl:inverseOf :q . :x :p :y . :v :q :w . :x :p 'a text' .", ":y :q :x . :w :p :v ."),
    "prp-symp": (":p a owl:SymmetricProperty . :x :p :y .", ":y :p :x ."),
    "prp-trp": (":p a owl:TransitiveProperty . :x :p :y . :y :p :z . :z :p :w .", ":x :p :z , :w . :y :p :w ."),
    "prp-dom": (":p rdfs:domain :c . :c rdfs:subClassOf :d . :x :p 1 .", ":x a :c , :d ."),
    "prp-dom-union": (":p rdfs:domain :u . :u owl:unionOf ( :c :d ) . :x :p 1 .", ""),
    "prp-rng": (":p rdfs:range :c . :x :p :y . :z :p 'text' .", ":y a :c ."),
    "dom-of-super": (":p rdfs:subPropertyOf :q . :q rdfs:domain :c . :x :p :y .", ":x :q :y ; a :c ."),
    "eq": (":x owl:sameAs :y . :x :p :z . :w :q :x .", ":y owl:sameAs :x . :y :p :z . :w :q :y ."),
}


@pytest.mark.parametrize("name", CASES)
def test_exactly_this_follows(name: str) -> None:
    given, expected = CASES[name]
    store = Store()
    store.load((PREFIXES + given).encode(), RdfFormat.TURTLE, to_graph=NamedNode("urn:data"))
    number = close(store, GRAPH, 100)
    found = {quad.triple for quad in store.quads_for_pattern(None, None, None, GRAPH)}
    assert found == {quad.triple for quad in parse(PREFIXES + expected, RdfFormat.TURTLE)}
    assert number == len(found)
    assert close(store, GRAPH, 100) == 0


def test_there_is_a_bound() -> None:
    store = Store()
    chain = " ".join(f":x{n} :p :x{n + 1} ." for n in range(50))
    store.load((PREFIXES + ":p a owl:TransitiveProperty . " + chain).encode(), RdfFormat.TURTLE)
    with pytest.raises(TooMuch):
        close(store, GRAPH, 200)


def test_a_release_keeps_its_graph_and_gets_another(tmp_path: Path) -> None:
    publish_sample(tmp_path)
    release = current_release(tmp_path)
    before = Store.read_only(str(release.graph)).dump(format=RdfFormat.N_QUADS)
    number = write(release)
    graph = Store.read_only(str(release.graph))
    both = Store.read_only(str(folder_of(release.path)))
    assert graph.dump(format=RdfFormat.N_QUADS) == before
    assert number is not None
    assert len(both) == len(graph) + number
    question = "ASK { GRAPH ?g { ?x a <http://xmlns.com/foaf/0.1/Agent> } }"
    assert (bool(graph.query(question)), bool(both.query(question))) == (False, True)
