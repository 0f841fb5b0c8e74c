"""A build brings the store up to date with its inputs: the same content however it came about."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from claimgraph.audit import AuditLog
from claimgraph.canonical import canonical_lines
from claimgraph.errors import LoadError, OffsetError, StoreError
from claimgraph.ledger import Ledger
from claimgraph.model import Annotation, Document, Mention, Span
from claimgraph.pipeline import BuildReport, Reading, build
from claimgraph.settings import Settings
from claimgraph.store import View, writing
from tests.graph.sample import TOY, annotate_toy

Input = Document | LoadError
NAMES = ("Ana Lopez", "ana lopez", "Bo Ek", "Cai", "Åsa Berg", "ÅSA BERG")


def news(number: int, text: str | None = None) -> Document:
    speaker, other = NAMES[number % 6], NAMES[number // 6 % 6]
    return Document(f"d{number}", text or f"{speaker} said that {other} left. {other} said nothing {number}.")


def run(directory: Path, inputs: Iterable[Input], *, prune: bool = False, reading: Reading = TOY) -> BuildReport:
    return build(inputs, directory, Settings(prune=prune), reading)


def content(directory: Path) -> bytes:
    return b"".join(canonical_lines(View.current(directory)))


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.replaced, report.unchanged, report.pruned


def test_second_build_of_the_same_reads_nothing_and_keeps_the_release(tmp_path: Path) -> None:
    def unread(document: Document) -> Annotation:
        raise AssertionError(document.name)

    first = run(tmp_path, map(news, range(5)))
    again = run(tmp_path, map(news, range(5)), reading=replace(TOY, annotate=unread))
    assert counts(first) == (5, 0, 0, 0)
    assert counts(again) == (0, 0, 5, 0)
    assert (again.release, again.quads) == (first.release, first.quads) == ("000001", len(View.current(tmp_path)))


def test_changed_text_replaces_its_graph(tmp_path: Path) -> None:
    run(tmp_path / "a", [news(1), news(2)])
    report = run(tmp_path / "a", [news(2, "Cai said something else.")])
    assert counts(report) == (0, 1, 0, 0)
    run(tmp_path / "b", [news(1), news(2, "Cai said something else.")])
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_changed_declaration_replaces_the_document(tmp_path: Path) -> None:
    document = replace(news(1), url="https://news.example/1")
    run(tmp_path, [document])
    assert counts(run(tmp_path, [replace(document, lang="nb")])) == (0, 1, 0, 0)


def test_nothing_is_pruned_when_an_input_was_skipped(tmp_path: Path) -> None:
    run(tmp_path, [news(0), news(1)])
    report = run(tmp_path, [news(0), LoadError("1.txt", "can't be read")], prune=True)
    assert (report.pruned, len(report.skipped)) == (0, 1)


def test_documents_stay_without_prune_and_go_with_it(tmp_path: Path) -> None:
    run(tmp_path / "a", map(news, range(4)))
    assert run(tmp_path / "a", [news(0)]).documents == 4
    report = run(tmp_path / "a", [news(0)], prune=True)
    assert (counts(report), report.documents) == ((0, 0, 1, 3), 1)
    run(tmp_path / "b", [news(0)])
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_entities_of_one_document_change_with_another(tmp_path: Path) -> None:
    run(tmp_path / "a", [news(0)])
    alone = content(tmp_path / "a")
    assert counts(run(tmp_path / "a", [news(1)])) == (1, 0, 0, 0)
    run(tmp_path / "b", [news(0), news(1)])
    assert content(tmp_path / "a") == content(tmp_path / "b") != alone


def test_new_rules_read_all_documents_again(tmp_path: Path) -> None:
    def shout(document: Document) -> Annotation:
        return replace(annotate_toy(document), claims=())

    changed = Reading(shout, TOY.resolve, "toy-2")
    run(tmp_path / "a", map(news, range(4)))
    report = run(tmp_path / "a", [news(0)], reading=changed)
    assert counts(report) == (0, 4, 0, 0)
    run(tmp_path / "b", map(news, range(4)), reading=changed)
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_document_that_new_rules_cannot_read_leaves_with_a_reason(tmp_path: Path) -> None:
    def picky(document: Document) -> Annotation:
        if document.name == "d2":
            raise OffsetError("d2", 0, 0, "", "")
        return annotate_toy(document)

    run(tmp_path / "a", map(news, range(3)))
    report = run(tmp_path / "a", [news(0)], reading=Reading(picky, TOY.resolve, "toy-2"))
    assert [source for source, _ in report.skipped] == ["d2"]
    run(tmp_path / "b", map(news, range(2)), reading=Reading(picky, TOY.resolve, "toy-2"))
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_bad_documents_are_reported_and_skipped(tmp_path: Path) -> None:
    def careless(document: Document) -> Annotation:
        beyond = Mention(Span(0, len(document.text) + 1), "PER", "name", None, "toy")
        annotation = annotate_toy(document)
        return replace(annotation, mentions=(beyond,)) if document.name == "d1" else annotation

    inputs: list[Input] = [LoadError("x.txt", "byte 3 is no UTF-8"), news(1), news(2), Document("half", "a\ud800b")]
    report = run(tmp_path, inputs, reading=replace(TOY, annotate=careless))
    assert [source for source, _ in report.skipped] == ["x.txt", "d1", "'half'"]
    assert report.documents == 1


def test_two_texts_of_one_name_in_one_run_are_two_documents(tmp_path: Path) -> None:
    twins = [news(1), news(1, "Cai said more.")]
    assert run(tmp_path / "a", twins).documents == 2
    run(tmp_path / "b", reversed(twins))
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_one_text_under_two_names_and_one_address_is_one_document(tmp_path: Path) -> None:
    same = [replace(news(1), name=name, url="https://news.example/1") for name in ("b", "a")]
    assert counts(run(tmp_path / "a", same)) == (1, 0, 0, 0)
    run(tmp_path / "b", reversed(same))
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_other_base_replaces_all_graphs(tmp_path: Path) -> None:
    run(tmp_path / "a", [news(1)])
    for name in ("a", "b"):
        build([news(1)], tmp_path / name, Settings(base="https://news.example/id/", anew=True), TOY)
    assert content(tmp_path / "a") == content(tmp_path / "b")
    assert b"w3id.org/claimgraph/id/" not in content(tmp_path / "a")


def test_lost_graph_is_written_again_from_the_ledger(tmp_path: Path) -> None:
    run(tmp_path, [news(1)])
    before = content(tmp_path)
    for file in (tmp_path / "work" / "graph").iterdir():
        file.unlink()
    run(tmp_path, [])
    assert content(tmp_path) == before


def test_lost_ledger_empties_the_graph_only_when_told(tmp_path: Path) -> None:
    run(tmp_path / "a", [news(1), news(2)])
    for file in (tmp_path / "a" / "work").glob("ledger.sqlite*"):
        file.unlink()
    with pytest.raises(StoreError, match="--anew"):
        run(tmp_path / "a", [news(2)])
    build([news(2)], tmp_path / "a", Settings(anew=True), TOY)
    run(tmp_path / "b", [news(2)])
    assert content(tmp_path / "a") == content(tmp_path / "b")


def test_nothing_is_emptied_for_another_base_unless_told(tmp_path: Path) -> None:
    run(tmp_path, [news(1)])
    before = content(tmp_path)
    for _ in range(2):
        with pytest.raises(StoreError, match="another --base"):
            build([news(1)], tmp_path, Settings(base="https://news.example/id/"), TOY)
    assert counts(run(tmp_path, [news(1)])) == (0, 0, 1, 0)
    assert content(tmp_path) == before


def publish_note(directory: Path) -> None:
    """Publish a release with a graph that no build has made."""
    graph, thing = NamedNode("http://e.org/notes"), NamedNode("http://e.org/a")
    with writing(directory) as writer:
        writer.replace(graph, [Quad(thing, thing, thing, graph)])
        writer.publish({"quads": 1}, keep=2)


def test_store_filled_by_updates_alone_is_not_emptied_unless_told(tmp_path: Path) -> None:
    publish_note(tmp_path)
    for _ in range(2):
        with pytest.raises(StoreError, match="--anew"):
            run(tmp_path, [news(1)])
    assert b"http://e.org/notes" in content(tmp_path)
    build([news(1)], tmp_path, Settings(anew=True), TOY)
    assert b"http://e.org/notes" not in content(tmp_path)


def test_lost_working_store_does_not_cost_what_a_server_wrote(tmp_path: Path) -> None:
    run(tmp_path, [news(1)])
    publish_note(tmp_path)
    AuditLog(tmp_path / "audit.jsonl").append({"id": "a"})
    shutil.rmtree(tmp_path / "work")
    with pytest.raises(StoreError, match="--anew"):
        run(tmp_path, [news(1)])
    assert b"http://e.org/notes" in content(tmp_path)


def test_ledger_of_another_version_is_refused(tmp_path: Path) -> None:
    run(tmp_path, [news(1)])
    ledger = Ledger(tmp_path / "work" / "ledger.sqlite")
    ledger.note("version", "0")
    ledger.commit()
    ledger.close()
    with pytest.raises(StoreError, match="another version"):
        run(tmp_path, [news(1)])


def test_release_is_published_again_after_a_roll_back(tmp_path: Path) -> None:
    run(tmp_path, [news(1)])
    run(tmp_path, [news(2)])
    (tmp_path / "CURRENT").write_text("000001\n")
    assert run(tmp_path, []).release == "000003"


def test_release_is_published_again_when_it_is_gone(tmp_path: Path) -> None:
    run(tmp_path, [news(1)])
    (tmp_path / "releases" / "000001").rename(tmp_path / "elsewhere")
    assert run(tmp_path, [news(1)]).release == "000001"
    assert len(View.current(tmp_path)) > 0


def test_empty_store_is_a_release(tmp_path: Path) -> None:
    report = run(tmp_path, [])
    assert (report.documents, report.release) == (0, "000001")


def test_progress_tells_steps_and_totals(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int | None]] = []
    build(map(news, range(2)), tmp_path, Settings(), TOY, lambda *step: seen.append(step))
    network = [("network", done, 3) for done in range(4)]
    assert seen == [
        ("read", 1, None), ("read", 2, None), ("write", 1, 2), ("write", 2, 2), ("publish", 0, 1), *network,
        ("search", 0, 1), ("search", 1, 1), ("prepare", 0, 2), ("prepare", 1, 2), ("prepare", 2, 2),
    ]  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 35), min_size=1, max_size=8, unique=True), st.randoms(), st.integers(0, 8))
def test_order_and_batches_of_arrival_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], random: object, cut: int
) -> None:
    shuffled = list(numbers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    once, twice = tmp_path_factory.mktemp("once"), tmp_path_factory.mktemp("twice")
    run(once, map(news, numbers))
    run(twice, map(news, shuffled[:cut]))
    run(twice, map(news, shuffled[cut:]))
    assert content(once) == content(twice)


@pytest.mark.parametrize("damage", ["DROP TABLE graphs", "UPDATE documents SET annotation = CAST('{}' AS BLOB)"])
def test_ledger_of_another_layout_says_what_to_do(tmp_path: Path, damage: str) -> None:
    run(tmp_path, [news(1)])
    with closing(sqlite3.connect(tmp_path / "work" / "ledger.sqlite")) as ledger:
        ledger.execute(damage)
        ledger.commit()
    with pytest.raises(StoreError, match="build anew"):
        run(tmp_path, [news(1), news(2)])


def test_ledger_that_is_no_database_says_what_to_do(tmp_path: Path) -> None:
    run(tmp_path, [news(1)])
    (tmp_path / "work" / "ledger.sqlite").write_bytes(b"no database at all" * 400)
    with pytest.raises(StoreError, match="build anew"):
        run(tmp_path, [news(2)])
