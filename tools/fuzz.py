"""Look for texts that make the annotators or a parser fail: a fuzzer guided by coverage.

    pip install atheris
    python -m tools.fuzz annotate FOUND [--accurate] -max_total_time=600    # from the project's gold and examples
    python -m tools.fuzz guard FOUND -max_total_time=600                    # or another target of tools/fuzz_targets.py

Texts that reach new code are kept in the folder FOUND, to go on from; one that fails is written to `crash-*` and
ends the run. Further options are those of libFuzzer. `python -m tools.fuzz guard FILE` tries one again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import atheris
import msgspec

with atheris.instrument_imports(include=["claimgraph", "tools"]):
    from claimgraph.annotate import Model, annotate
    from claimgraph.contract import contract
    from claimgraph.evaluate.markup import read
    from claimgraph.model import Document
    from tools.fuzz_targets import targets

ROOT = Path(__file__).parent.parent
MOST_BYTES = 4_000
MOST_WORDS = 60
"""Bytes of an input of a parser: most of them stand for a word each."""


def annotated(data: bytes) -> None:
    """Annotate a text and write the answer; any fault is one of ours."""
    text = data.decode("utf-8", errors="ignore")
    found = contract(annotate(Document("fuzzed", text), model=MODEL))
    msgspec.json.encode(found)


def seeds(folder: Path) -> None:
    """Write the paragraphs of the texts that the project has into a folder."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    texts += [str(read(path)["text"]) for path in sorted((ROOT / "gold" / "dev").glob("*/*.txt"))]
    for number, text in enumerate(texts):
        for part, paragraph in enumerate(text.split("\n\n")):
            (folder / f"{number:03}-{part:02}").write_bytes(paragraph.encode()[:MOST_BYTES])


def trial(name: str, folder: Path) -> tuple[Callable[[bytes], None], int]:
    """Return what tries the inputs of a target, and how long they may be."""
    if name == "annotate":
        folder.mkdir(parents=True, exist_ok=True)
        seeds(folder)
        return annotated, MOST_BYTES
    target = targets()[name]
    if not folder.is_file():
        folder.mkdir(parents=True, exist_ok=True)

    def tried(data: bytes) -> None:
        text = target.text(data)
        try:
            target.tried(text)
        except BaseException:
            print(f"text: {text!r}")
            raise

    return tried, MOST_WORDS


MODEL: Model = "accurate" if "--accurate" in sys.argv else "fast"


if __name__ == "__main__":
    program, *options = [argument for argument in sys.argv if argument != "--accurate"]
    named = [value for value in options if not value.startswith("-")]
    if len(named) < 2 or named[0] not in ("annotate", *targets()):
        sys.exit(f"{__doc__}\nTargets: annotate, {', '.join(targets())}")
    tried, longest = trial(named[0], Path(named[1]))
    options.remove(named[0])
    atheris.Setup([program, *options, f"-max_len={longest}"], tried)
    atheris.Fuzz()
