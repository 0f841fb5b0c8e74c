"""Packs that were changed by somebody who makes the sums anew."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from claimgraph.pack.manifest import MANIFEST, SUMS, Files, decoded, encoded, sha256, sums


def forged(files: Files, path: str, change: Callable[[bytes], bytes]) -> dict[str, bytes]:
    """Return a pack in which one file is changed, with its sums and its entry in the manifest made to fit."""
    made = {**files, path: change(files[path])}
    assert made[path] != files[path]
    manifest = decoded(made[MANIFEST])
    entries = tuple(
        msgspec.structs.replace(file, bytes=len(made[file.path]), sha256=sha256(made[file.path]))
        for file in manifest.files
        if file.path in made
    )
    made[MANIFEST] = encoded(msgspec.structs.replace(manifest, files=entries))
    made[SUMS] = sums(made)
    return made
