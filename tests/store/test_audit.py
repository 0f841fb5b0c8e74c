"""The audit log after a crash between a release and its lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimgraph.audit import AuditLog, announce
from claimgraph.store import locked, writing


@pytest.mark.parametrize(("release", "entered"), [("000001", ["a", "b"]), ("000002", ["a"])])
def test_what_a_crash_left_is_entered_if_its_release_came_into_force(
    tmp_path: Path, release: str, entered: list[str]
) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    with writing(tmp_path) as writer:
        assert writer.publish({}, keep=1).name == "000001"
    log.append({"id": "a"})
    announce(tmp_path, log, release, [{"id": "a"}, {"id": "b"}])
    for _ in range(2):
        with locked(tmp_path):
            assert [record["id"] for record in log.records()] == entered


def test_line_cut_by_a_crash_is_passed_over(tmp_path: Path) -> None:
    log = AuditLog(tmp_path / "audit.jsonl")
    log.append({"id": "a"})
    with log.path.open("a") as file:
        file.write('{"id": "b", "wh')
    log.append({"id": "c"})
    assert [record["id"] for record in log.records()] == ["a", "c"]
