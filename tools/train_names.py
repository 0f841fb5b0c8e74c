"""Train the statistical name model on free corpora and write it to kg/extract/models/.

Run `python tools/train_names.py --shared FOLDER`, where FOLDER holds `corpora/` (see docs/data-and-models.md).
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

from claimgraph.extract.features import features
from claimgraph.extract.gazetteer import gazetteer
from claimgraph.extract.tokens import Token, split_sentences, tokenize
from claimgraph.lang import language

MODELS = Path(__file__).parent.parent / "kg" / "extract" / "models"
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


def sentences(lang: str, path: Path) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield features and tags of each sentence of a corpus."""
    naming, layout = language(lang).naming, language(lang).layout
    abbreviations = frozenset(layout.abbreviations)
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            labels = [Label(e["start"], e["end"], kind(e)) for e in record["entities"] if e.get("outer", True)]
            text = record["text"]
            if record.get("tokenized"):
                text, labels = detokenize(text, labels)
            for tokens in split_sentences(tokenize(text, 0, len(text), naming.clitics), abbreviations):
                words = [token.text for token in tokens]
                hits = list(gazetteer(lang).find(tokens))
                yield features(words, lang, hits), tags(tokens, labels)


def train(model: Path, corpora: Sequence[tuple[str, Path]], parameters: dict[str, Any]) -> None:
    """Fit a linear-chain CRF with L-BFGS and write it; the same data give the same bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(parameters)
    for lang, path in corpora:
        for rows, labels in sentences(lang, path):
            trainer.append(rows, labels)
    trainer.train(str(model))


def main() -> None:
    """Train one model per language named on the command line, or one of all languages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpora/")
    parser.add_argument("--out", type=Path, default=MODELS)
    parser.add_argument("--model", default="all", help="file name without suffix")
    parser.add_argument("--langs", default="en,nb,pl")
    parser.add_argument("--set", action="append", default=[], help="training parameter NAME=VALUE")
    options = parser.parse_args()
    wanted = options.langs.split(",")
    corpora = [(lang, options.shared / "corpora" / path) for lang, path in CORPORA if lang in wanted]
    parameters = PARAMETERS | {name: float(value) for name, value in (pair.split("=") for pair in options.set)}
    train(options.out / f"{options.model}.crfsuite", corpora, parameters)


if __name__ == "__main__":
    main()
