"""Look for texts that make the annotators fail: a fuzzer guided by coverage, from the project's gold and examples.

    pip install atheris
    python tools/fuzz.py [--accurate] FOUND -max_total_time=600

Texts that reach new code are kept in the folder FOUND, to go on from; one that fails is written to `crash-*` and
ends the run. Further options are those of libFuzzer.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris
import msgspec

with atheris.instrument_imports(include=["claimgraph"]):
    from claimgraph.annotate import Model, annotate
    from claimgraph.contract import contract
    from claimgraph.evaluate.markup import read
    from claimgraph.model import Document

ROOT = Path(__file__).parent.parent
MOST_BYTES = 4_000


def tried(data: bytes) -> None:
    """Annotate a text and write the answer; any fault is one of ours."""
    text = data.decode("utf-8", errors="ignore")
    found = contract(annotate(Document("fuzzed", text), model=MODEL))
    msgspec.json.encode(found)


def seeds(folder: Path) -> None:
    """Write the paragraphs of the texts that the project has into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    texts += [str(read(path)["text"]) for path in sorted((ROOT / "gold" / "dev").glob("*/*.txt"))]
    for number, text in enumerate(texts):
        for part, paragraph in enumerate(text.split("\n\n")):
            (folder / f"{number:03}-{part:02}").write_bytes(paragraph.encode()[:MOST_BYTES])


MODEL: Model = "accurate" if "--accurate" in sys.argv else "fast"


if __name__ == "__main__":
    sys.argv = [argument for argument in sys.argv if argument != "--accurate"]
    folder = next((value for value in sys.argv[1:] if not value.startswith("-")), None) or sys.exit(__doc__)
    seeds(Path(folder))
    atheris.Setup([*sys.argv, f"-max_len={MOST_BYTES}"], tried)
    atheris.Fuzz()
