"""Refresh or check the vendored scripts of the web view: each is one file of a package on npm, pinned in VENDOR.json.

    python -m tools.vendor            # fetch the pinned versions and say what differs
    python -m tools.vendor sigma 3.0.3   # fetch another version, write the file and its hash

Fetching is done by `npm pack`; a licence that has changed must be read and copied by hand.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "server" / "static" / "vendor"
PINS = FOLDER / "VENDOR.json"
SOURCE = re.compile(r"npm package (?P<package>\S+), (?P<member>\S+)")

Pin = dict[str, Any]


def fetch(pin: Pin, version: str) -> bytes:
    """Return the pinned file as a version of its package has it."""
    found = SOURCE.fullmatch(pin["source"])
    assert found is not None, pin["source"]
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{found['package']}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            member = archive.extractfile(f"package/{found['member']}")
            assert member is not None
            return member.read()


def digest(content: bytes) -> str:
    """Return the hash by which a file is pinned."""
    return hashlib.sha256(content).hexdigest()


def check(pins: dict[str, Pin]) -> list[str]:
    """Return the names whose file on npm isn't the one that is pinned."""
    return [name for name, pin in pins.items() if digest(fetch(pin, pin["version"])) != pin["sha256"]]


def update(pins: dict[str, Pin], name: str, version: str) -> None:
    """Write another version of a file, and its pin."""
    content = fetch(pins[name], version)
    (FOLDER / pins[name]["file"]).write_bytes(content)
    pins[name] |= {"version": version, "sha256": digest(content)}
    PINS.write_text(json.dumps(pins, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Check all pins, or move one to another version."""
    pins: dict[str, Pin] = json.loads(PINS.read_text(encoding="utf-8"))
    if arguments:
        update(pins, *arguments)
        return 0
    changed = check(pins)
    print("\n".join(f"{name} is not what npm has" for name in changed) or f"{len(pins)} files are as on npm")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
