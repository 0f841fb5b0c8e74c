"""Extractors from outside are off unless named, add to what is found, and change what a store is built from."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from click.testing import CliRunner, Result
from rdflib import Literal, Namespace

from claimgraph import plugins
from claimgraph.annotate import annotate
from claimgraph.cli import main
from claimgraph.errors import ExtractorError, UnknownPluginError
from claimgraph.extractors import Reply
from claimgraph.extractors.guests import fingerprint, invited
from claimgraph.extractors.joining import Consulted
from claimgraph.model import Claim, Document, Mention, Party, Span
from tests.graph.test_shapes import shapes, union

OA = Namespace("http://www.w3.org/ns/oa#")
TEXT = "Ann Cole met zorblax. Nothing else was said.\n"
MODULE = """
from claimgraph.extractors import Reply
from claimgraph.model import Mention, Span


class Words:
    def __init__(self, word):
        self.facts = {"word": word}

    def read(self, text, segments):
        at = text.find(self.facts["word"])
        found = (Mention(Span(at, at + len(self.facts["word"])), "ORG", "name", None, "words"),) if at >= 0 else ()
        return Reply(found, answer="0" * 63 + str(len(found)))


def load(options):
    return Words(options.get("word", "zorblax"))
"""


@pytest.fixture
def guest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package beside claimgraph that offers an extractor, and a text to read."""
    info = tmp_path / "guest-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[claimgraph.extractors]\nwords = guest_words:load\n", encoding="utf-8")
    (tmp_path / "guest_words.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()
    plugins.load.cache_clear()
    yield tmp_path
    plugins.load.cache_clear()


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


def annotated(guest: Path, *options: str) -> dict[str, object]:
    result = run("annotate", guest / "a.txt", "--model", "fast", *options)
    assert result.exit_code == 0, result.output
    found: dict[str, object] = json.loads(result.stdout)
    return found


def test_extractors_are_off_unless_named(guest: Path) -> None:
    assert "zorblax" not in str(annotated(guest)["mentions"])
    assert "extractors" not in annotated(guest)


def test_extractor_of_another_package_is_asked(guest: Path) -> None:
    found = annotated(guest, "--extractor", "words")
    assert "zorblax" in str(found["mentions"])
    assert found["extractors"] == [{"name": "words", "answer": "0" * 63 + "1", "dropped": 0}]


def test_options_reach_the_extractor(guest: Path) -> None:
    found = annotated(guest, "--extractor", "words", "--set", "words.word=Nothing else")
    assert "Nothing else" in str(found["mentions"])


@pytest.mark.parametrize("option", ["word=x", "words.word", ".word=x", "words.=x"])
def test_option_without_name_key_or_value(guest: Path, option: str) -> None:
    assert run("annotate", guest / "a.txt", "--extractor", "words", "--set", option).exit_code == 2


def test_unknown_extractor_and_option_of_one_that_is_not_used(guest: Path) -> None:
    with pytest.raises(UnknownPluginError, match="known: endpoint, gliner, spacy, words"):
        invited(["verbs"], [])
    with pytest.raises(ExtractorError, match="add --extractor words"):
        invited([], [("words", "word", "x")])


def test_evaluation_asks_too(guest: Path) -> None:
    (guest / "en").mkdir()
    (guest / "en" / "01.txt").write_text("[PER Ann Cole] met [ORG zorblax]. Nothing else was said.\n", encoding="utf-8")
    hits = [
        json.loads(run("evaluate", guest / "en", "--model", "fast", "--format", "json", *more).stdout)["names"]["type"][
            "ORG"
        ]["strict"]["hit"]
        for more in ((), ("--extractor", "words"))
    ]
    assert hits == [0, 1]


def test_another_set_of_extractors_reads_the_store_again(guest: Path) -> None:
    store = guest / "store"
    build = ("build", guest / "a.txt", "--store", store)
    assert "1 added" in run(*build).stdout
    assert "1 replaced" in run(*build, "--extractor", "words").stdout
    assert "1 unchanged" in run(*build, "--extractor", "words").stdout
    assert "1 replaced" in run(*build, "--extractor", "words", "--set", "words.word=Nothing").stdout
    assert "1 replaced" in run(*build).stdout


def test_provenance_names_extractor_facts_and_answer(guest: Path) -> None:
    store = guest / "store"
    assert run("build", guest / "a.txt", "--store", store, "--extractor", "words").exit_code == 0
    graph = run("export", "--store", store, "--format", "nquads").stdout
    assert '"words"' in graph
    assert '"package: guest 1.0"' in graph
    assert f'"sha256:{"0" * 63}1"' in graph
    assert run("build", guest / "a.txt", "--store", store).exit_code == 0
    plain = run("export", "--store", store, "--format", "nquads").stdout
    assert "package: guest" not in plain
    assert "sha256:000" not in plain


def test_graph_with_what_a_guest_found_satisfies_the_shapes(guest: Path) -> None:
    store = guest / "store"
    assert run("build", guest / "a.txt", "--store", store, "--extractor", "words").exit_code == 0
    graph = union(store)
    assert Literal("zorblax") in set(graph.objects(None, OA.exact))
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes())
    assert conforms, report


def test_fingerprint_follows_names_and_facts(guest: Path) -> None:
    first, second = invited(["words"], []), invited(["words"], [("words", "word", "x")])
    assert fingerprint("r", ()) == "r"
    assert len({fingerprint(rules, guests) for rules in "rs" for guests in (first, second)}) == 4


def mention(start: int, end: int, entity: str | None = None) -> Mention:
    return Mention(Span(start, end), "PER", "name", entity, "m")


def claim(start: int, end: int, speaker: Span | None = None) -> Claim:
    return Claim((Span(start, end),), "en", "indirect", "s", Party(speaker, None) if speaker else None)


def test_names_are_added_only_where_there_is_none() -> None:
    own = (mention(0, 8, "PER:Ann Cole"), mention(20, 24, "PER:x"))
    consulted = Consulted(
        ("a", "b"), (Reply((mention(4, 12), mention(13, 20))), Reply((mention(12, 14), mention(24, 30))))
    )
    found = consulted.names(TEXT, own)
    assert [(m.span.start, m.span.end) for m in found] == [(0, 8), (13, 20), (20, 24), (24, 30)]
    assert found[1].entity == "PER:zorblax"


def test_same_words_are_the_same_entity() -> None:
    text = "Cole and Cole"
    found = Consulted(("a",), (Reply((mention(9, 13),)),)).names(text, (mention(0, 4, "known:cole"),))
    assert [m.entity for m in found] == ["known:cole"] * 2


def test_claims_are_added_only_on_other_words_and_know_their_speaker() -> None:
    own = (claim(0, 10), claim(40, 60))
    reply = Reply(claims=(claim(2, 6), claim(8, 30, Span(0, 12)), claim(9, 29)))
    found = Consulted(("a",), (reply,)).claims(own, (mention(0, 8, "PER:Ann Cole"),))
    assert [(c.span.start, c.span.end) for c in found] == [(0, 10), (8, 30), (40, 60)]
    assert found[1].speaker == Party(Span(0, 12), "PER:Ann Cole")


def test_without_guests_nothing_changes() -> None:
    assert annotate(Document("a", TEXT), ()) == annotate(Document("a", TEXT))
    assert annotate(Document("a", TEXT)).consulted == ()
