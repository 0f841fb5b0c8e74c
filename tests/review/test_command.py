"""`claimgraph review` as people run it: on a terminal, in a script, over a rebuild and on another machine."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path
from typing import Self

import pytest
from click.testing import CliRunner
from pyoxigraph import QuerySolutions

from claimgraph.answers import with_prefixes
from claimgraph.canonical import canonical_lines
from claimgraph.cli import main
from claimgraph.link.decisions import Decision, in_force, read
from claimgraph.store import View
from tests.review.test_display import is_harmless

COMMAND = [sys.executable, "-m", "claimgraph"]
ENVIRONMENT = {**os.environ, "CLAIMGRAPH_AUTHOR": "Ann", "TERM": "dumb"}
TEXTS = {
    "a": 'ARLETON, May 3 (Northwire) -- "We had no warning," said Nora Lindqvist, head of the Harbour Union.\n',
    "b": 'ARLETON, May 4 (Northwire) -- "It was the rain," Nora Lindquist told reporters in Norway.\n',
    "c": "ARLETON, May 5 (Northwire) -- Tomas Hallberg said the dam had failed in Norway. Hallberg left.\n",
}


def run(*arguments: object, keys: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, [*map(str, arguments)], input=keys, env={"CLAIMGRAPH_AUTHOR": "Ann"})
    assert done.exit_code == code, done.output
    return done.output


def build(folder: Path, *more: object) -> str:
    return run("build", folder / "texts", "--store", folder / "store", "--model", "fast", *more)


def fresh(folder: Path, texts: dict[str, str]) -> Path:
    (folder / "texts").mkdir(parents=True)
    for name, text in texts.items():
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh(tmp_path_factory.mktemp("built"), TEXTS)


@pytest.fixture
def store(built: Path) -> Path:
    (built / "decisions.jsonl").unlink(missing_ok=True)
    return built / "store"


def decided(store: Path) -> tuple[Decision, ...]:
    return read(store.parent / "decisions.jsonl").decisions


def ask(store: Path, query: str) -> list[dict[str, str]]:
    answer = View.current(store).query(with_prefixes(query))
    assert isinstance(answer, QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [{name: str(getattr(row[name], "value", "")) for name in names} for row in answer]


def people(store: Path) -> set[str]:
    return {row["name"] for row in ask(store, "SELECT ?name { ?person a cg:Person ; rdfs:label ?name }")}


def test_the_list_says_what_is_doubtful_in_words_and_as_json(store: Path) -> None:
    assert "Are Nora Lindquist and Nora Lindqvist the same?" in run("review", "list", "--store", store)
    lines = [json.loads(line) for line in run("review", "list", "--json", "--store", store).splitlines()]
    same = next(line for line in lines if line["question"] == "same")
    assert {entity["label"] for entity in same["entities"]} == {"Nora Lindqvist", "Nora Lindquist"}
    assert same["entities"][0]["contexts"][0][1].startswith("Nora")
    assert len(run("review", "--store", store, "list", "--limit", 1).splitlines()) == 1
    assert not [line for line in lines if line["question"] == "same" and line["entities"][0]["kind"] != "PER"]


def test_a_script_decides_line_by_line(store: Path) -> None:
    output = run("review", "--store", store, "--kind", "PER", keys="w by the byline\na\nx\n")
    assert "1 decision added to" in output
    assert [(one.action, one.author, one.note) for one in decided(store)] == [("merge", "Ann", "by the byline")]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", decided(store)[0].date)
    assert "the same" in run("review", "log", "--store", store)
    assert "Lindquist and" not in run("review", "list", "--store", store)


def test_decisions_are_replayed_without_the_texts(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "one", TEXTS)
    store, before = folder / "store", {"Nora Lindqvist", "Nora Lindquist"}
    run("review", "--store", store, "--kind", "PER", keys="a\nx\n")
    output = run("build", "--store", store, "--model", "fast")
    assert "3 documents" in output
    assert len(people(store) & before) == 1
    for wrong in (["--prune"], ["--anew"]):
        assert "Missing argument" in run("build", "--store", store, *wrong, code=2)
    assert "Missing argument" in run("build", "--store", tmp_path / "none", code=2)
    assert not (tmp_path / "none").exists()


def test_decisions_hold_over_builds_and_in_the_graph(tmp_path: Path) -> None:
    folder = fresh(tmp_path / "one", TEXTS)
    store = folder / "store"
    assert people(store) >= {"Nora Lindqvist", "Nora Lindquist"}
    run("review", "--store", store, "--kind", "PER", keys="q Q900000001\na\nx\n")
    command = [*COMMAND, "build", str(folder / "texts"), "--store", str(store), "--model", "fast"]
    subprocess.run(command, check=True, capture_output=True)
    merged = people(store) & {"Nora Lindqvist", "Nora Lindquist"}
    assert len(merged) == 1
    judged = """SELECT ?status ?who ?day { ?link a cg:WikidataLink ; cg:linkStatus/skos:notation ?status ;
        prov:wasGeneratedBy ?decision . ?decision prov:wasAssociatedWith/schema:name ?who ; prov:endedAtTime ?day }"""
    assert [(row["status"], row["who"]) for row in ask(store, judged)] == [("confirmed", "Ann")]
    assert [row["item"] for row in ask(store, "SELECT ?item { GRAPH ?g { ?entity owl:sameAs ?item } }")] == [
        "http://www.wikidata.org/entity/Q900000001"
    ]
    # On another machine, with other texts, from the file alone; then as if nothing had been decided.
    other = fresh(tmp_path / "two", {**TEXTS, "d": TEXTS["a"].replace("May 3", "May 9")})
    assert len(people(other / "store") & {"Nora Lindqvist", "Nora Lindquist"}) == 2
    build(other, "--decisions", folder / "decisions.jsonl")
    assert people(other / "store") & {"Nora Lindqvist", "Nora Lindquist"} == merged
    release = list(canonical_lines(View.current(other / "store")))
    run("build", *sorted((other / "texts").iterdir(), reverse=True), "--store", tmp_path / "three" / "store",
        "--model", "fast", "--decisions", folder / "decisions.jsonl")  # fmt: skip
    assert list(canonical_lines(View.current(tmp_path / "three" / "store"))) == release
    run("review", "--store", store, keys="u\nu\nx\n")
    assert in_force(decided(store)) == ()


def test_a_decision_that_no_longer_applies_is_told_on_every_build(tmp_path: Path) -> None:
    folder = fresh(tmp_path, TEXTS)
    run("review", "--store", folder / "store", "--kind", "PER", keys="a\nx\n")
    for name in ("a", "b"):
        (folder / "texts" / f"{name}.txt").unlink()
    for _ in range(2):
        told = build(folder, "--prune")
        assert "decision not applied: line 1: merge" in told
        assert "no entity here has its key or its names" in told


def test_a_file_among_the_texts_is_no_text(tmp_path: Path) -> None:
    folder = fresh(tmp_path, TEXTS)
    file = folder / "texts" / "decisions.jsonl"
    run("review", "--store", folder / "store", "--kind", "PER", "--decisions", file, keys="a\nx\n")
    output = build(folder, "--decisions", file)
    assert "skipped" not in output
    assert "3 documents" in output


def test_a_broken_file_is_told_with_its_line_before_anything_is_done(store: Path) -> None:
    file = store.parent / "decisions.jsonl"
    run("review", "--store", store, "--kind", "PER", keys="a\nx\n")
    file.write_bytes(file.read_bytes() + b'{"action": "acc')
    for command in (("review",), ("review", "list"), ("build", store.parent / "texts")):
        assert "line 2: " in run(*command, "--store", store, code=1)
    assert "can't be read" in run("build", store.parent / "texts", "--store", store, "--decisions", "/no/file", code=1)


def test_two_people_bring_their_files_together(store: Path, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ann.jsonl", tmp_path / "bo.jsonl"
    run("review", "--store", store, "--kind", "PER", "--decisions", ours, keys="a\nx\n")
    run("review", "--store", store, "--kind", "PER", "--decisions", theirs, "--author", "Bo", keys="n Nora\nr\nx\n")
    output = run("review", "apply", "--decisions", ours, theirs, code=3)
    assert "conflict: " in output
    assert "(Ann, " in output
    assert "(Bo, " in output
    assert "1 added, 1 held back" in output
    assert "0 added, 1 held back" in run("review", "apply", "--decisions", ours, theirs, code=3)
    assert "1 added, 0 held back" in run("review", "apply", "--decisions", ours, "--theirs", theirs)
    assert [one.action for one in in_force(read(ours).decisions)] == ["rename", "apart"]
    run("review", "export", "--decisions", ours, tmp_path / "all.jsonl")
    assert (tmp_path / "all.jsonl").read_bytes() == ours.read_bytes()
    held = run("review", "export", "--decisions", ours, "--in-force", "-")
    assert [json.loads(line)["action"] for line in held.splitlines()] == ["rename", "apart"]


def test_undo_by_id_or_the_last(store: Path) -> None:
    run("review", "--store", store, "--kind", "PER", keys="n Nora\na\nx\n")
    first, second = decided(store)
    assert "nothing of yours" in run("review", "undo", "--store", store, "--author", "Bo", code=1)
    assert "undone: " in run("review", "undo", "--store", store, first.id)
    assert in_force(decided(store)) == (second,)
    assert "no such decision" in run("review", "undo", "--store", store, first.id, code=1)
    run("review", "undo", "--store", store)
    assert in_force(decided(store)) == ()


def test_usage_is_told(tmp_path: Path) -> None:
    assert "Missing option '--store'" in run("review", code=2)
    assert "no release here" in run("review", "--store", tmp_path / "none", code=1)
    assert "Q232" in run("review", "--help")


class Terminal:
    """A process on a terminal of its own."""

    def __init__(self, *arguments: object) -> None:
        self._master, self._slave = pty.openpty()
        self._before = termios.tcgetattr(self._slave)
        command = [*COMMAND, *map(str, arguments)]
        # A session of its own, so that Ctrl-C on this terminal reaches it.
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            command, env=ENVIRONMENT, start_new_session=True, preexec_fn=self._take,
            stdin=self._slave, stdout=self._slave, stderr=self._slave,
        )  # fmt: skip
        self.shown = ""
        self._read = 0

    def _take(self) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSCTTY, 0)

    def until(self, words: str, timeout: float = 60.0) -> str:
        """Return what is shown up to some words that come after those seen before."""
        deadline = time.monotonic() + timeout
        while words not in self.shown[self._read :] and time.monotonic() < deadline:
            if select.select([self._master], [], [], 0.2)[0]:
                self.shown += os.read(self._master, 65536).decode(errors="replace")
            elif self.process.poll() is not None:
                break
        start, found = self._read, self.shown.find(words, self._read)
        assert found >= 0, self.shown
        self._read = found + len(words)
        return self.shown[start : self._read]

    def press(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    def end(self) -> int:
        """Return the exit code, once the terminal is as it was found."""
        code = self.process.wait(30)
        assert termios.tcgetattr(self._slave) == self._before
        self.close()
        return code

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for handle in (self._master, self._slave):
            with suppress(OSError):
                os.close(handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def test_single_keys_on_a_terminal(store: Path) -> None:
    with Terminal("review", "--store", store, "--kind", "PER") as terminal:
        terminal.until("x exit")
        terminal.press("?\x1b[Aé")
        assert "no such key: \\x1b[A" in terminal.until("no such key: é")
        terminal.press("nНора\n")
        terminal.until("saved: ")
        terminal.press("a")
        terminal.until("saved: ")
        terminal.until("2 decisions added")
        assert terminal.end() == 0
    assert [one.action for one in decided(store)] == ["rename", "merge"]
    assert decided(store)[0].name == "Нора"
    assert is_harmless(terminal.shown.replace("\r\n", "").replace("\n", ""))


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0), ("x", 0)])
def test_who_leaves_keeps_what_was_decided(store: Path, key: str, code: int) -> None:
    with Terminal("review", "--store", store) as terminal:
        terminal.until("x exit")
        terminal.press("n" + "Nora\n")
        terminal.until("saved: ")
        terminal.press(key)
        assert terminal.end() == code
    assert len(decided(store)) == 1
