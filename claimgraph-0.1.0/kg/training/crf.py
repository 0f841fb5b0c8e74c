"""The fast model of names: a linear-chain conditional random field over words, fitted with L-BFGS."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from claimgraph.extract.naming.features import features
from claimgraph.extract.naming.gazetteer import gazetteer
from claimgraph.extract.tokens import Token, split_sentences, tokenize
from claimgraph.lang import language
from claimgraph.training.data import Labelled, Name

FILE = "names.crfsuite"
# The project's own texts count more: they are news, and labelled as names are meant here.
GOLD_WEIGHT = 4
PARAMETERS = {"c1": 0.3, "c2": 0.02, "max_iterations": 90, "feature.minfreq": 2, "feature.possible_transitions": True}


def tags(tokens: Sequence[Token], names: Sequence[Name]) -> list[str]:
    """Return the tag of each token: B-KIND, I-KIND or O."""
    made = ["O"] * len(tokens)
    for name in names:
        inside = [n for n, token in enumerate(tokens) if token.start < name.end and name.start < token.end]
        for place, number in enumerate(inside):
            made[number] = f"{'I' if place else 'B'}-{name.kind}"
    return made


def sentences(source: Labelled) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield features and tags of each sentence of a text."""
    naming, layout = language(source.lang).naming, language(source.lang).layout
    for line in re.finditer(r"[^\n]+", source.text):
        tokens = tokenize(source.text, line.start(), line.end(), naming.clitics)
        for part in split_sentences(tokens, frozenset(layout.abbreviations)):
            words = [token.text for token in part]
            yield features(words, source.lang, list(gazetteer(source.lang).find(part))), tags(part, source.names)


def train(sources: Iterable[tuple[int, Labelled]], folder: Path) -> None:
    """Fit the model and write it; each text is learnt as often as its number says. Same data, same bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(PARAMETERS)
    for weight, source in sources:
        for rows, labels in sentences(source):
            for _ in range(weight):
                trainer.append(rows, labels)
    trainer.train(str(folder / FILE))
