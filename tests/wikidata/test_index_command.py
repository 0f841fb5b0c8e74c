"""`claimgraph index`: what it prints, how it ends, and that a build killed for good is gone on with."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from claimgraph.cli import main
from tests.wikidata.records import AGENCY, CITY, HUMAN, dumped, line, of_item, record, statement, texts
from tools.synthetic_dump import write_dump

PERSON, TOWN = "Q1900000001", "Q1900000002"
COMMAND = [sys.executable, "-m", "claimgraph", "index", "build"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["index", *map(str, arguments)])


@pytest.fixture
def classes(tmp_path: Path) -> Path:
    path = tmp_path / "classes.toml"
    path.write_text(f"[PER]\n{HUMAN} = ''\n[LOC]\n{CITY} = ''\n[ORG]\n{AGENCY} = ''\n", encoding="utf-8")
    return path


@pytest.fixture
def index(tmp_path: Path, classes: Path) -> Path:
    born = {"P31": [statement("P31", of_item(HUMAN))], "P27": [statement("P27", of_item(TOWN))]}
    person = record(PERSON, claims=born, labels=texts(en="Ann Cole", uk="Енн Коул"), links=12)
    dump = dumped(tmp_path / "d.json", person, record(TOWN, "Arleton"))
    result = run("build", "--dump", dump, "--index", tmp_path / "my.index", "--classes", classes, "--jobs", 1)
    assert result.exit_code == 0, result.output
    assert "2 items of 2 lines (0 not wanted, 0 redirects, 0 corrupt)" in result.stdout
    return tmp_path / "my.index"


def test_corrupt_lines_end_with_a_code_of_their_own(tmp_path: Path, classes: Path) -> None:
    dump = dumped(tmp_path / "d", record(TOWN), line(record(PERSON))[:-9])
    result = run("build", "--dump", dump, "--index", tmp_path / "i", "--classes", classes, "--jobs", 1)
    assert result.exit_code == 3
    assert "skipped: line 2: no whole entity" in result.stderr
    assert "1 items of 2 lines (0 not wanted, 0 redirects, 1 corrupt)" in result.stdout


@pytest.mark.parametrize(
    ("option", "value", "reason"),
    [
        ("--languages", "en,EN!", "no code of a language"),
        ("--date", "yesterday", "no date such as"),
        ("--jobs", "0", "not in the range"),
        ("--classes", "absent.toml", "absent.toml"),
    ],
)
def test_wrong_options_are_refused(tmp_path: Path, option: str, value: str, reason: str) -> None:
    dump = dumped(tmp_path / "d", record(TOWN))
    result = run("build", "--dump", dump, "--index", tmp_path / "i", option, value)
    assert result.exit_code in (1, 2)
    assert reason in result.stderr


def test_dump_may_come_through_a_pipe(tmp_path: Path, index: Path, classes: Path) -> None:
    arguments = ["index", "build", "--dump", "-", "--index", str(tmp_path / "i"), "--classes", str(classes)]
    packed = gzip.compress((tmp_path / "d.json").read_bytes())
    result = CliRunner().invoke(main, [*arguments, "--jobs", "2"], input=packed)
    assert "2 items of 2 lines" in result.stdout
    assert run("search", PERSON, "--index", tmp_path / "i").stdout == run("search", PERSON, "--index", index).stdout
    again = CliRunner().invoke(main, [*arguments, "--subclasses"], input=packed)
    assert (again.exit_code, "only once" in again.stderr) == (1, True)


def test_info_tells_and_checks(index: Path) -> None:
    result = run("info", "--index", index, "--check")
    assert result.exit_code == 0
    assert "items: 2\n" in result.stdout
    assert result.stdout.endswith("check: whole\n")


def test_renewed_index_is_the_same_where_nothing_changed(index: Path) -> None:
    before = index.read_bytes()
    assert run("renew", "--index", index).exit_code == 0
    assert index.read_bytes() == before


def test_broken_index_is_refused_in_one_line(index: Path) -> None:
    index.write_bytes(index.read_bytes()[:-1])
    for command in (("info",), ("search", "Arleton")):
        result = run(*command, "--index", index)
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: index ")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("name", "lang"), [("Ann Cole", "en"), ("Енном Коулом", "uk"), (PERSON, "en")])
def test_search_finds_by_name_and_qid(index: Path, name: str, lang: str) -> None:
    result = run("search", name, "--index", index, "--lang", lang)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split("\t") == [PERSON, "100", "PER", "Ann Cole", TOWN, "", "12 sitelinks"]


def test_search_writes_json_and_says_by_its_code_that_nothing_is_found(index: Path) -> None:
    found = json.loads(run("search", "Arleton", "--index", index, "--format", "json").stdout)
    assert (found["qid"], found["kind"], found["score"]) == (TOWN, "LOC", 100.0)
    result = run("search", "Xyzzyq", "--index", index)
    assert (result.exit_code, result.stdout) == (1, "")


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Running:
    """A build in a process of its own that has kept some of its work and is far from its end."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self.folder, self.target = folder, folder / "broken-off.index"
        dump = folder / "dump.json"
        write_dump(dump, 12_000)
        self.arguments = ["--dump", str(dump), "--jobs", str(jobs), "--index"]
        self.process = subprocess.Popen(
            [*COMMAND, *self.arguments, str(self.target)], stderr=subprocess.PIPE, text=True
        )
        self.workers: list[int] = []
        log = self.target.with_name(f"{self.target.name}.work-wal")
        while self.process.poll() is None and not (log.exists() and log.stat().st_size > 300_000):
            self.workers = children(self.process.pid)
            time.sleep(0.002)

    def end(self, code: int) -> str:
        """Wait for the end, with this code and no process left over; return what was said on the way."""
        said = self.process.communicate(timeout=30)[1]
        assert self.process.returncode == code
        assert not self.target.exists()
        latest = time.monotonic() + 10
        while any(map(runs, self.workers)):
            assert time.monotonic() < latest, "a worker outlives the build"
            time.sleep(0.05)
        return said

    def check_that_it_goes_on(self) -> None:
        """Run the same again, and compare with a build that nothing happened to."""
        straight = self.folder / "straight.index"
        for target, word in ((self.target, "went on with an interrupted build"), (straight, "items of 12000 lines")):
            command = [*COMMAND, *self.arguments, str(target)]
            assert word in subprocess.run(command, capture_output=True, text=True, check=True).stdout
        assert self.target.read_bytes() == straight.read_bytes()
        assert sorted(os.listdir(self.folder)) == ["broken-off.index", "dump.json", "straight.index"]


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="needs /proc")


@needs_proc
@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_build_goes_on_leaves_no_process_and_makes_the_same_file(tmp_path: Path, jobs: int) -> None:
    build = Running(tmp_path, jobs)
    build.process.kill()
    build.end(-signal.SIGKILL)
    build.check_that_it_goes_on()


@needs_proc
def test_interrupted_build_ends_in_one_line(tmp_path: Path) -> None:
    build = Running(tmp_path, 2)
    build.process.send_signal(signal.SIGINT)
    assert build.end(130).splitlines()[-1] == "interrupted"


@needs_proc
def test_build_whose_worker_is_killed_ends_with_an_error_and_goes_on(tmp_path: Path) -> None:
    build = Running(tmp_path, 2)
    worker = next(one for one in build.workers if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes())
    os.kill(worker, signal.SIGKILL)
    assert "Error: a process that read the dump ended early" in build.end(1)
    build.check_that_it_goes_on()
