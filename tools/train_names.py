"""Train the statistical name model on free corpora and write it to kg/extract/models/.

Run `python -m tools.train_names --shared FOLDER`, where FOLDER holds `corpora/` (see docs/data-and-models.md).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite

from claimgraph.evaluate import markup
from claimgraph.extract.features import features
from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.tokens import Token, split_sentences, tokenize
from claimgraph.lang import language

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "kg" / "extract" / "models" / "names.crfsuite"
# Texts written and labelled for this project count more: they are news, and labelled as names are meant here.
OWN, OWN_WEIGHT = ROOT / "gold" / "train", 4
Record = dict[str, Any]
# Only corpora whose licence lets trained weights ship; sources and credits in docs/data-and-models.md.
CORPORA = (
    ("nb", "norne/nob.train_rebuilt.jsonl.gz"),
    ("pl", "kpwr/pl.train.jsonl.gz"),
    ("en", "wikigold/en.all.jsonl"),
    ("en", "wnut17/en.train.jsonl"),
    ("en", "wnut17/en.dev.jsonl"),
)
PARAMETERS = {"c1": 0.3, "c2": 0.02, "max_iterations": 90, "feature.minfreq": 2, "feature.possible_transitions": True}
KINDS = {"PER", "ORG", "LOC"}
# NorNE tells states that act from states as places; here both are places.
COUNTRY_TYPES = {"GPE_LOC", "GPE_ORG"}
_NO_BLANK_BEFORE = re.compile(r" (?=(?:[,.;:!?»”’)\]%…]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)(?: |$|[,.;:!?»”’)\]]))")
_NO_BLANK_AFTER = re.compile(r"(?<=[«„“(\[]) ")


@dataclass(frozen=True)
class Corpus:
    """Labelled texts in one language; each sentence is learnt `weight` times."""

    lang: str
    path: Path
    weight: int = 1


@dataclass(frozen=True)
class Label:
    """A name in running text."""

    start: int
    end: int
    kind: str


def detokenize(text: str, labels: Sequence[Label]) -> tuple[str, list[Label]]:
    """Remove the blanks that a tokenised corpus has around punctuation, and move the labels along."""
    patterns = (_NO_BLANK_BEFORE, _NO_BLANK_AFTER)
    gone = {match.start() for pattern in patterns for match in pattern.finditer(text)}
    shift = [0] * (len(text) + 1)
    for position in gone:
        shift[position + 1] += 1
    for position in range(1, len(shift)):
        shift[position] += shift[position - 1]
    kept = "".join(sign for position, sign in enumerate(text) if position not in gone)
    return kept, [Label(label.start - shift[label.start], label.end - shift[label.end], label.kind) for label in labels]


def kind(entity: dict[str, Any]) -> str:
    """Return the kind that an annotation stands for; other kinds are one."""
    if entity.get("orig") in COUNTRY_TYPES:
        return "LOC"
    return entity["type"] if entity["type"] in KINDS else "MISC"


def tags(tokens: Sequence[Token], labels: Sequence[Label]) -> list[str]:
    """Return the tag of each token: B-KIND, I-KIND or O."""
    made = ["O"] * len(tokens)
    for label in labels:
        inside = [n for n, token in enumerate(tokens) if token.start < label.end and label.start < token.end]
        for place, number in enumerate(inside):
            made[number] = f"{'I' if place else 'B'}-{label.kind}"
    return made


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a corpus: JSON lines, or the project's own texts with inline marks."""
    if path.suffix == ".txt":
        yield markup.read(path)
        return
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def sentences(lang: str, record: Record) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield features and tags of each sentence of a text."""
    naming, layout = language(lang).naming, language(lang).layout
    names = record.get("entities") or record.get("mentions") or ()
    labels = [Label(e["start"], e["end"], kind(e)) for e in names if e.get("outer", True)]
    text = record["text"]
    if record.get("tokenized"):
        text, labels = detokenize(text, labels)
    for line in re.finditer(r"[^\n]+", text):
        tokens = tokenize(text, line.start(), line.end(), naming.clitics)
        for part in split_sentences(tokens, frozenset(layout.abbreviations)):
            words = [token.text for token in part]
            hits = list(gazetteer(lang).find(part))
            yield features(words, lang, hits), tags(part, labels)


def train(model: Path, corpora: Sequence[Corpus], parameters: dict[str, Any]) -> None:
    """Fit a linear-chain CRF with L-BFGS and write it; the same data give the same bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(parameters)
    for corpus in corpora:
        for record in records(corpus.path):
            for rows, labels in sentences(corpus.lang, record):
                for _ in range(corpus.weight):
                    trainer.append(rows, labels)
    trainer.train(str(model))


def main() -> None:
    """Train the model on the free corpora and on the project's own texts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpora/")
    parser.add_argument("--out", type=Path, default=MODEL)
    parser.add_argument("--leave-out", type=int, help="own texts whose number leaves this remainder by 2, for testing")
    parser.add_argument("--set", action="append", default=[], help="training parameter NAME=VALUE")
    options = parser.parse_args()
    corpora = [Corpus(lang, options.shared / "corpora" / path) for lang, path in CORPORA]
    own = [path for path in sorted(OWN.glob("*/*.txt")) if int(path.name[:2]) % 2 != options.leave_out]
    corpora += [Corpus(path.parent.name, path, OWN_WEIGHT) for path in own]
    parameters = PARAMETERS | {name: float(value) for name, value in (pair.split("=") for pair in options.set)}
    train(options.out, corpora, parameters)


if __name__ == "__main__":
    main()
