"""The audit tells vulnerabilities, and never takes what it could not ask for what is sound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tools.audit import Finding, lines, of_npm, of_python, run, vendored, verdict

SOUND = {"name": "flask", "version": "3.1.0", "vulns": []}
BAD = {"name": "jinja", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"], "description": "..."}]}
SKIPPED = {"name": "numpy", "skip_reason": "not found"}
OURS = {"name": "claimgraph", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("packages", "asked", "code", "strict"),
    [([SOUND, OURS], 1, 0, 0), ([SOUND, BAD], 2, 1, 1), ([SKIPPED, SOUND], 1, 0, 2), ([SKIPPED], 0, 0, 2)],
)
def test_packages_of_python(packages: list[dict[str, object]], asked: int, code: int, strict: int) -> None:
    finding = of_python(json.dumps({"dependencies": packages}))
    assert finding.asked == asked
    assert (verdict([finding], {}, False), verdict([finding], {}, True)) == (code, strict)
    told = "\n".join(lines(finding, {}))
    assert ("NOT AUDITED" in told) == (SKIPPED in packages)
    assert ("PYSEC-1: jinja 1, better 2" in told) == (BAD in packages)


def test_what_is_accepted_is_told_with_its_reason() -> None:
    finding = of_python(json.dumps({"dependencies": [BAD]}))
    assert verdict([finding], {"PYSEC-1": "we don't call it"}, True) == 0
    assert "accepted: we don't call it" in "\n".join(lines(finding, {"PYSEC-1": "we don't call it"}))


def test_packages_of_npm() -> None:
    advisory = {"url": "https://advisories.example/GHSA-x", "range": "<2", "title": "bad"}
    told = {
        "metadata": {"dependencies": {"total": 5}},
        "vulnerabilities": {"a": {"via": [advisory]}, "b": {"via": ["a"]}},
    }
    finding = of_npm("scripts", json.dumps(told))
    assert finding == Finding("scripts", 5, {"GHSA-x": "a <2: bad"})


@pytest.mark.parametrize(
    "report", ["", "{}", "[]", "null", '{"message": "405 Not Allowed - POST https://host.example/x"}']
)
def test_no_report_is_no_pass(report: str) -> None:
    for finding in (of_npm("scripts", report), of_python(report)):
        assert verdict([finding], {}, True) == 2
        assert "NOT AUDITED" in "\n".join(lines(finding, {}))
        assert "host.example" not in finding.unasked


def test_a_program_that_is_missing_is_told() -> None:
    assert "no-such-program" in of_npm("scripts", run(["no-such-program"], Path())).unasked


def test_vendored_scripts_are_known_with_their_versions() -> None:
    assert vendored().keys() >= {"sigma", "graphology", "@zazuko/yasqe"}
