"""Ask whether anything that the project needs has a known vulnerability: packages of Python, and of npm.

    python -m tools.audit [--strict] PIP_AUDIT

PIP_AUDIT is the program of that name, which `make audit` installs. Packages of npm are those whose scripts are vendored
(server/static/vendor/VENDOR.json) and the clients of the tests. Exit code 1 where there is a vulnerability that
tools/audit.toml doesn't accept; what could not be asked is told, and with --strict a failure (2).
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ACCEPTED = Path(__file__).with_name("audit.toml")
VENDORED = ROOT / "server" / "static" / "vendor" / "VENDOR.json"
CLIENTS = ROOT / "tests" / "server" / "clients"
SECONDS = 120.0
OWN = "claimgraph"
SOURCE = re.compile(r"npm package (?P<package>\S+),")


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit found of one kind of packages: how many were asked about, what is wrong, why others weren't."""

    kind: str
    asked: int = 0
    vulnerable: Mapping[str, str] = field(default_factory=dict)
    unasked: str = ""


def of_python(report: str) -> Finding:
    """Read what pip-audit tells in JSON."""
    kind = "packages of Python"
    try:
        packages = [one for one in json.loads(report)["dependencies"] if one["name"] != OWN]
    except (ValueError, KeyError, TypeError) as error:
        return Finding(kind, unasked=f"pip-audit tells nothing that can be read ({error!r})")
    skipped = [one for one in packages if "skip_reason" in one]
    unasked = f"{len(skipped)} of {len(packages)}, {skipped[0]['skip_reason']}" if skipped else ""
    found = {
        told["id"]: f"{one['name']} {one['version']}, better {' or '.join(told['fix_versions']) or 'none'}"
        for one in packages
        for told in one.get("vulns", ())
    }
    return Finding(kind, len(packages) - len(skipped), found, unasked)


def of_npm(kind: str, report: str) -> Finding:
    """Read what `npm audit` tells in JSON."""
    try:
        told = json.loads(report)
        asked = told["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError, TypeError):
        reason = re.search(r'"message": "([^"]*)"', report)
        return Finding(kind, unasked=without_hosts(reason[1]) if reason else "npm tells nothing that can be read")
    return Finding(kind, asked, dict(advisories(told["vulnerabilities"])))


def advisories(packages: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each advisory and what it is about; a package that only needs a vulnerable one says so by its name."""
    for name, told in packages.items():
        for via in told["via"]:
            if isinstance(via, dict):
                yield str(via["url"]).rpartition("/")[2], f"{name} {via['range']}: {via['title']}"


def without_hosts(text: str) -> str:
    """Return a text without the addresses of registries."""
    return re.sub(r"\s*-?\s*(?:GET|POST)?\s*https?://\S+", "", text)


def run(command: list[str], folder: Path) -> str:
    """Run a program and return what it writes; it tells about vulnerabilities by its exit code, too."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return json.dumps({"message": f"{command[0]}: {error}"})
    return done.stdout or json.dumps({"message": " ".join(done.stderr.split())[-200:]})


def audit_npm(kind: str, packages: Mapping[str, str] | None = None) -> Finding:
    """Ask about packages, or about those that the clients of the tests are locked to."""
    if shutil.which("npm") is None:
        return Finding(kind, unasked="npm is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if packages is None:
            for file in CLIENTS.glob("package*.json"):
                shutil.copy(file, folder)
        else:
            (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": packages}))
            run(["npm", "install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--silent"], folder)
        return of_npm(kind, run(["npm", "audit", "--package-lock-only", "--json"], folder))


def vendored() -> dict[str, str]:
    """Return the packages whose scripts are in the repository, with their versions."""
    pins = json.loads(VENDORED.read_text(encoding="utf-8")).values()
    found = ((SOURCE.match(pin["source"]), pin["version"]) for pin in pins)
    return {source["package"]: version for source, version in found if source}


def lines(finding: Finding, accepted: Mapping[str, str]) -> Iterator[str]:
    """Yield what to tell of a finding."""
    if finding.asked:
        yield f"{finding.kind}: {finding.asked} asked about, {len(finding.vulnerable)} vulnerabilities"
    if finding.unasked:
        yield f"{finding.kind}: NOT AUDITED: {finding.unasked}"
    for name, about in finding.vulnerable.items():
        yield f"  {name}: {about}" + (f" (accepted: {accepted[name]})" if name in accepted else "")


def verdict(findings: list[Finding], accepted: Mapping[str, str], is_strict: bool) -> int:
    """Return the exit code."""
    if any(set(one.vulnerable) - set(accepted) for one in findings):
        return 1
    return 2 if is_strict and any(one.unasked for one in findings) else 0


def main() -> int:
    """Ask, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", help="pip-audit")
    parser.add_argument("--strict", action="store_true", help="fail where something could not be asked")
    given = parser.parse_args()
    accepted = tomllib.loads(ACCEPTED.read_text(encoding="utf-8"))["accepted"]
    command = [given.program, "--path", sysconfig.get_path("purelib"), "--progress-spinner", "off", "--format", "json"]
    findings = [
        of_python(run(command, ROOT)),
        audit_npm("vendored scripts", vendored()),
        audit_npm("clients of the tests"),
    ]
    for finding in findings:
        print("\n".join(lines(finding, accepted)))
    return verdict(findings, accepted, given.strict)


if __name__ == "__main__":
    sys.exit(main())
