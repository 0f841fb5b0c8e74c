"""What a write changes is told without looking at the whole store, and is the same as if one did."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.server.counting import Count
from claimgraph.server.prologues import hoist
from claimgraph.server.touched import Touched, touched
from claimgraph.server.using import use
from claimgraph.server.writer import Session

BASE = "http://e.org/"
PREFIXES = {"e": BASE}
GRAPHS = ("<http://e.org/g1>", "e:g2", "<g3>")
TERMS = ("<http://e.org/a>", "e:b", "<c>", "1", '"x"@en')

terms = st.sampled_from(TERMS)
subjects = st.sampled_from(TERMS[:3])
triples = st.builds(lambda s, p, o: f"{s} {p} {o} .", subjects, subjects, terms)
blanks = st.builds(lambda p, o: f"[] {p} {o} .", subjects, terms)
graphs = st.sampled_from(GRAPHS)


def blocks(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Triples in the default graph and in others."""
    named = st.builds(lambda graph, text: f"GRAPH {graph} {{ {text} }}", graphs, inside)
    return st.lists(inside | named, min_size=1, max_size=3).map(" ".join)


insert = blocks(triples | blanks).map(lambda text: f"INSERT DATA {{ {text} }}")
delete = blocks(triples).map(lambda text: f"DELETE DATA {{ {text} }}")
changes = st.sampled_from([
    "DELETE WHERE { GRAPH <g3> { ?s ?p ?o } }", "delete where { ?s ?p 1 }",
    "INSERT { ?s ?p 1GRAPH <g3> { ?s ?p 2 } } WHERE { GRAPH ?h { ?s ?p ?o } }",
    "INSERT { GRAPH ?g { ?s ?p 7 } } WHERE { GRAPH ?g { ?s ?p ?o } }",
    "WITH <http://e.org/g1> DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { GRAPH <g3> { ?s ?p [] } } USING <g1> WHERE { ?s ?p ?o FILTER(?s<?o)FILTER(?o>0) }",
    "ADD SILENT <g1> TO e:g2", "MOVE SILENT GRAPH <g1> TO DEFAULT", "COPY DEFAULT TO <g3>", "CLEAR ALL", "DROP NAMED",
    "CLEAR SILENT GRAPH e:g2", "DROP DEFAULT", "CREATE SILENT GRAPH <g3>",
])  # fmt: skip
updates = st.lists(insert | insert | delete | changes, min_size=1, max_size=4).map(" ;\n".join)


@settings(max_examples=100, deadline=None)
@given(before=st.lists(insert, max_size=3).map(" ; ".join), update=updates)
def test_numbers_are_those_of_the_whole_store(before: str, update: str) -> None:
    memory = ox.Store()
    memory.update(before or "CLEAR ALL", base_iri=BASE, prefixes=PREFIXES)
    told = touched(update, BASE, PREFIXES)
    old, count = set(memory), Count(memory, told)
    memory.update(update, base_iri=BASE, prefixes=PREFIXES)
    assert count.change() in (None, len(memory) - len(old))
    assert (count.change() is None) == (told == Touched())
    changed = {quad for quad in old ^ set(memory) if "_:" not in str(quad)}
    if told.quads is not None:
        assert changed <= set(told.quads)
    elif told.graphs is not None:
        assert {quad.graph_name for quad in old ^ set(memory)} <= told.graphs


def session(folder: Path, before: str) -> Session:
    """A draft of a release, and the release."""
    for name in ("draft", "origin"):
        ox.Store(str(folder / name)).update(before)
    return Session({"draft": str(folder / "draft"), "origin": str(folder / "origin"), "base": BASE, "before": None})


@pytest.mark.parametrize(("text", "added", "removed"), [
    ("INSERT DATA { <a> <b> 1, 2, [] GRAPH <h> { <a> <b> 1 } } ; DELETE DATA { <a> <b> 2 }", 2, 0),
    ("INSERT DATA { <a> <b> <<( <a> <b> _:x )>> }", 1, 0),
    ("DELETE WHERE { ?s ?p ?o } ; INSERT DATA { <a> <b> 5 }", 1, 1),
    ("INSERT { GRAPH ?g { ?s ?p 9 } } WHERE { GRAPH ?g { ?s ?p ?o } }", 1, 0),
    ("DROP GRAPH <g>", 0, 2),
])  # fmt: skip
def test_dry_run_and_count(tmp_path: Path, text: str, added: int, removed: int) -> None:
    here = session(tmp_path, "BASE <http://e.org/> INSERT DATA { <a> <b> 1 GRAPH <g> { <a> <b> 1, 2 } }")
    order: dict[str, Any] = {"kind": "update", "text": text, "graph": None, "formats": [], "dry": True}
    told = here.carry_out(order, [])["preview"]
    assert (told["added"]["count"], told["removed"]["count"]) == (added, removed)
    assert here.before == 3
    assert here.finish() == {"after": 3 + added - removed} == {"after": len(here.store)}


def test_posted_graph_counts_each_triple_once(tmp_path: Path) -> None:
    here = session(tmp_path, "INSERT DATA { GRAPH <http://e.org/g> { <http://e.org/a> <http://e.org/b> 1 } }")
    body = b"<a> <b> 1, 2, 2, [] . <a> <b> 2 ."
    order = {"kind": "post", "graph": "http://e.org/g", "formats": ["TURTLE", "TURTLE"], "dry": False}
    here.carry_out(order, [body, body])
    assert here.finish() == {"after": 4} == {"after": len(here.store)}


def test_what_data_says_is_all_that_is_looked_at() -> None:
    told = touched('PREFIX : <x:> INSERT DATA { :a :b "DELETE" } ; DELETE DATA { :a :b 1 }', BASE, {})
    assert len(told.quads or ()) == 2
    assert touched("INSERT DATA {", BASE, {}) == Touched()
    named = touched("WITH :a INSERT { ?s ?p 1 } WHERE { GRAPH ?g { ?s ?p ?o } }", BASE, {"": "urn:x:"})
    assert set(named.graphs or ()) == {ox.DefaultGraph(), ox.NamedNode("urn:x:a")}


@pytest.mark.parametrize(("text", "expected"), [
    ("DROP ALL ; PREFIX a: <urn:a> CLEAR ALL ; PREFIX a: <urn:a> PREFIX b: <urn:b> DROP ALL",
     "PREFIX a: <urn:a> PREFIX a: <urn:a> PREFIX b: <urn:b> DROP ALL ;  CLEAR ALL ;   DROP ALL"),
    ("BASE <urn:x:> PREFIX a: <urn:a> CLEAR ALL", None),
    ('INSERT DATA { a:x a:y "; PREFIX b: <urn:b>" }', None),
])  # fmt: skip
def test_prefixes_between_operations_come_to_the_front(text: str, expected: str | None) -> None:
    assert hoist(text) == (expected or text)


@pytest.mark.parametrize("text", [
    "PREFIX a: <urn:a> CLEAR ALL ; PREFIX a: <urn:b> CLEAR ALL", "CLEAR ALL ; BASE <urn:b> CLEAR ALL",
    "INSERT DATA { e:x e:y 1 } ; PREFIX e: <urn:other> CLEAR ALL",
])  # fmt: skip
def test_prologue_that_can_not_be_moved_is_refused(text: str) -> None:
    with pytest.raises(Exception, match=r"two meanings|BASE|after it is used"):
        hoist(text)


def test_dataset_reaches_operations_behind_a_comparison() -> None:
    text = "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o FILTER(?s<?o)#>\n} ; DELETE WHERE { ?s ?p 2 }"
    assert use(text, ["urn:g"], []).count("USING") == 2
