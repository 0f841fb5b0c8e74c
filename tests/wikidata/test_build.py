"""A build gives the same file whatever happens on the way: more processes, a crash, a dump that breaks off."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from claimgraph.errors import ClaimGraphError
from claimgraph.wikidata import build as module
from claimgraph.wikidata import dump as dumps
from claimgraph.wikidata.build import Plan, Report, build
from claimgraph.wikidata.index import open_index
from claimgraph.wikidata.kinds import Kinds, shipped
from tests.wikidata.records import CITY, KINDS, OTHER, dumped, line, of_item, record, statement
from tools.synthetic_dump import PACKERS, write_dump

FIRST, SECOND, THIRD, FOURTH = "Q1900000001", "Q1900000002", "Q1900000003", "Q1900000004"


@pytest.fixture
def small_chunks() -> Iterator[None]:
    with (
        patch.object(dumps, "CHUNK", 100_000),
        patch.object(dumps, "_BLOCK", 5000),
        patch.object(module, "_COMMIT_EVERY", 2),
    ):
        yield


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dump") / "wikidata-20260131-all.json.gz"
    write_dump(path, 300, member=700_000)
    return path


def plan(dump: Path, target: Path, **more: object) -> Plan:
    return replace(Plan(dump, target, KINDS, languages=("en", "uk")), **more)  # type: ignore[arg-type]


def qids(path: Path) -> list[str]:
    with closing(open_index(path)) as index:
        return [item.qid for item in index.items()]


def facts(path: Path) -> dict[str, str]:
    with closing(open_index(path)) as index:
        assert index.faults() == []
        return dict(index.info())


@pytest.mark.usefixtures("small_chunks")
def test_any_number_of_processes_makes_the_same_file(dump: Path, tmp_path: Path) -> None:
    reports = [build(Plan(dump, tmp_path / str(jobs), shipped(), jobs=jobs)) for jobs in (1, 2, 3)]
    assert len({(tmp_path / str(jobs)).read_bytes() for jobs in (1, 2, 3)}) == 1
    assert reports[0] == reports[1] == reports[2]
    assert reports[0].counts["lines"] == 300
    assert 30 < reports[0].counts["items"] < 100
    assert sorted(os.listdir(tmp_path)) == ["1", "2", "3"]


@pytest.mark.parametrize("packed", PACKERS)
def test_packing_changes_nothing_but_what_is_said_of_the_dump(tmp_path: Path, packed: str) -> None:
    write_dump(tmp_path / f"a{packed}", 60, member=100_000)
    write_dump(tmp_path / "plain.json", 60)
    for name in (f"a{packed}", "plain.json"):
        build(Plan(tmp_path / name, tmp_path / f"{name}.index", shipped()))
    first, second = (facts(tmp_path / f"{name}.index") for name in (f"a{packed}", "plain.json"))
    assert first["checksum"] == second["checksum"]
    assert first["dump"] == f"a{packed}"


def test_index_says_what_it_was_made_of(dump: Path, tmp_path: Path) -> None:
    build(Plan(dump, tmp_path / "index", shipped(), ("uk", "en")))
    said = facts(tmp_path / "index")
    assert (said["source"], said["date"], said["dump"]) == ("wikidata", "2026-01-31", dump.name)
    assert (said["languages"], said["classes"], said["sitelinks"]) == ("uk en", shipped().checksum, "1")
    assert (said["dump-lines"], said["whole"]) == ("300", "yes")


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("dump-2026-03-04.json", None, "2026-03-04"),
        ("dump.json", None, "2026-01-02"),
        ("dump.json", "2025-05-05", "2025-05-05"),
    ],
)
def test_date_is_given_or_that_of_the_name_or_of_the_last_change(
    tmp_path: Path, name: str, given: str | None, expected: str
) -> None:
    build(plan(dumped(tmp_path / name, record(FIRST)), tmp_path / "index", date=given))
    assert facts(tmp_path / "index")["date"] == expected


def test_corrupt_lines_are_skipped_counted_and_shown(tmp_path: Path) -> None:
    broken = line(record(SECOND))[:-40]
    report = build(plan(dumped(tmp_path / "d", record(FIRST), broken, record(THIRD)), tmp_path / "index"))
    assert report.counts == {"lines": 3, "items": 2, "redirects": 0, "corrupt": 1}
    assert report.examples[0].startswith("line 2: no whole entity: ")
    assert qids(tmp_path / "index") == [FIRST, THIRD]


def test_last_line_may_be_cut(tmp_path: Path) -> None:
    report = build(plan(dumped(tmp_path / "d", record(FIRST), line(record(SECOND))[:99], end=b""), tmp_path / "index"))
    assert (report.counts["items"], report.counts["corrupt"]) == (1, 1)


def test_of_items_that_come_twice_the_first_counts(tmp_path: Path) -> None:
    twice = dumped(tmp_path / "d", record(FIRST, "One"), record(SECOND), record(FIRST, "Two"))
    with patch.object(dumps, "CHUNK", 10), patch.object(dumps, "_BLOCK", 64):
        build(plan(twice, tmp_path / "small"))
    build(plan(twice, tmp_path / "large"))
    assert (tmp_path / "small").read_bytes() == (tmp_path / "large").read_bytes()
    with closing(open_index(tmp_path / "small")) as index:
        assert [item.names["en"] for item in index.items()] == [("One",), ("Ostrava",)]
        assert index.named("=two") == ()


def test_redirects_lead_on_and_deleted_items_are_gone(tmp_path: Path) -> None:
    entities = (
        {"entity": SECOND, "redirect": FIRST},
        record(FIRST),
        {"id": THIRD, "missing": ""},
        record(FOURTH, of=OTHER),
    )
    report = build(plan(dumped(tmp_path / "d", *entities), tmp_path / "index"))
    assert report.counts == {"lines": 4, "items": 1, "redirects": 1, "corrupt": 0}
    with closing(open_index(tmp_path / "index")) as index:
        assert index.item(SECOND) == index.item(FIRST) is not None
        assert index.item(THIRD) is None


def test_dump_without_anything_wanted_leaves_the_old_index(tmp_path: Path) -> None:
    build(plan(dumped(tmp_path / "d", record(FIRST)), tmp_path / "index"))
    for entities in ([record(SECOND, of=OTHER)], [b"garbage"], []):
        with pytest.raises(ClaimGraphError, match="no item that is wanted"):
            build(plan(dumped(tmp_path / "d2", *entities), tmp_path / "index"))
        (tmp_path / "index.work").unlink()
    assert qids(tmp_path / "index") == [FIRST]


def chain(qid: str, above: str) -> dict[str, object]:
    return record(qid, claims={"P279": [statement("P279", of_item(above))]})


def test_subclasses_count_to_any_depth_but_not_below_a_stop(tmp_path: Path) -> None:
    town, hamlet, drawn = "Q1900000201", "Q1900000202", "Q1900000203"
    classes = [
        chain(hamlet, town),
        chain(town, CITY),
        chain(drawn, town),
        chain(CITY, hamlet),
        chain("Q1900000204", drawn),
    ]
    entities = [
        record(FIRST, of=hamlet),
        record(SECOND, of=drawn),
        record(THIRD, of=CITY),
        record(FOURTH, of="Q1900000204"),
    ]
    path = dumped(tmp_path / "d", *entities, *classes)
    kinds = Kinds({CITY: "LOC"}, frozenset([drawn]))
    build(plan(path, tmp_path / "deep", kinds=kinds, subclasses=True))
    build(plan(path, tmp_path / "flat", kinds=kinds))
    assert (qids(tmp_path / "deep"), qids(tmp_path / "flat")) == ([FIRST, THIRD], [THIRD])


def test_kind_of_a_subclass_is_that_of_the_nearest_class(tmp_path: Path) -> None:
    near, far = "Q1900000201", "Q1900000202"
    path = dumped(tmp_path / "d", chain(far, near), chain(near, CITY), record(FIRST, of=far))
    build(plan(path, tmp_path / "index", kinds=Kinds({CITY: "LOC", near: "ORG"}), subclasses=True))
    with closing(open_index(tmp_path / "index")) as index:
        assert next(index.items()).kind == "ORG"


class Crash(BaseException):
    """Ends a run of a build as kill does."""


def crashed(wanted: Plan, at: str, after: int) -> None:
    """Run a build that ends in the middle of a step."""
    calls = 0

    def progress(step: str, done: int, total: int | None) -> None:
        nonlocal calls
        calls += step == at
        if calls > after:
            raise Crash

    with pytest.raises(Crash):
        build(wanted, progress)
    assert not wanted.target.exists()
    assert wanted.work.exists()


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize(
    ("step", "after"), [("classes", 3), ("items", 0), ("items", 5), ("items", 11), ("names", 0), ("checksum", 0)]
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_build_goes_on_and_makes_the_same_file(
    dump: Path, tmp_path: Path, step: str, after: int, jobs: int
) -> None:
    wanted = Plan(dump, tmp_path / "index", shipped(), subclasses=True, jobs=jobs)
    crashed(wanted, step, after)
    report = build(wanted)
    straight = build(replace(wanted, target=tmp_path / "straight"))
    assert (tmp_path / "index").read_bytes() == (tmp_path / "straight").read_bytes()
    assert report == replace(straight, resumed=True)
    assert sorted(os.listdir(tmp_path)) == ["index", "straight"]


@pytest.mark.usefixtures("small_chunks")
def test_what_was_interrupted_is_not_gone_on_with_under_other_options(dump: Path, tmp_path: Path) -> None:
    wanted = Plan(dump, tmp_path / "index", shipped())
    crashed(wanted, "items", 5)
    with pytest.raises(ClaimGraphError, match=r"index\.work is of a build with other options"):
        build(replace(wanted, languages=("en",)))
    assert build(replace(wanted, jobs=2)).resumed


@pytest.mark.usefixtures("small_chunks")
def test_interrupted_build_is_not_gone_on_with_on_another_dump(tmp_path: Path) -> None:
    path = tmp_path / "dump.json.gz"
    write_dump(path, 300, member=700_000)
    wanted = Plan(path, tmp_path / "index", shipped())
    crashed(wanted, "items", 5)
    write_dump(path, 300, seed=2, member=700_000)
    with pytest.raises(ClaimGraphError, match="is not what the build began with"):
        build(wanted)


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize("jobs", [1, 2])
def test_dump_that_breaks_off_is_gone_on_with_when_it_is_complete(dump: Path, tmp_path: Path, jobs: int) -> None:
    data = dump.read_bytes()
    path = tmp_path / dump.name
    path.write_bytes(data[: len(data) // 2])
    wanted = Plan(path, tmp_path / "index", shipped(), jobs=jobs)
    with pytest.raises(ClaimGraphError, match="ends within a packed part; complete the file"):
        build(wanted)
    assert not wanted.target.exists()
    path.write_bytes(data)
    assert build(wanted).resumed
    build(replace(wanted, dump=dump, target=tmp_path / "straight"))
    assert (tmp_path / "index").read_bytes() == (tmp_path / "straight").read_bytes()


@pytest.mark.usefixtures("small_chunks")
def test_part_of_a_dump_makes_an_index_that_says_so(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "part.gz"
    path.write_bytes(dump.read_bytes()[:-5000])
    reports: list[Report] = [
        build(Plan(path, tmp_path / str(jobs), shipped(), partial=True, jobs=jobs)) for jobs in (1, 2)
    ]
    assert reports[0] == reports[1]
    assert reports[0].fault is not None
    assert facts(tmp_path / "1")["whole"] == "no"
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_two_builds_of_one_index_at_a_time_are_refused(tmp_path: Path) -> None:
    path = dumped(tmp_path / "d", record(FIRST))
    wanted = plan(path, tmp_path / "index")

    def again(step: str, done: int, total: int | None) -> None:
        with pytest.raises(ClaimGraphError, match="another build"):
            build(wanted)

    build(wanted, again)
    assert qids(tmp_path / "index") == [FIRST]


def test_folder_that_isnt_there_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(ClaimGraphError, match="there is no folder"):
        build(plan(dumped(tmp_path / "d", record(FIRST)), tmp_path / "absent" / "index"))
