"""Computes what stands beside a graph, at low priority and within bounds.

Started as `python -m claimgraph.server.companion_maker FOLDER RELEASE MEMORY_MIB [inference]`: the folder has a graph
and its manifest. Like the writer it has no network, starts no programs and writes files.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from claimgraph.companions import write_companions
from claimgraph.server import sandbox
from claimgraph.server.hand import FILE_BYTES
from claimgraph.store import Release

LOWEST = 19


def main(arguments: list[str]) -> None:
    """Write the companions into the folder."""
    folder, name, memory_mib, *wishes = arguments
    sandbox.enter(int(memory_mib), file_bytes=FILE_BYTES)
    os.nice(LOWEST)
    write_companions(Release(name, Path(folder)), inference="inference" in wishes)


if __name__ == "__main__":
    main(sys.argv[1:])
