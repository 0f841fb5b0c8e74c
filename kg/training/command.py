"""`claimgraph train`: make the models that ship again, from free corpora and the project's gold."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import click

from claimgraph.console import EXIT_CODES, Commands

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
SHARES = {"nb": 0.36, "pl": 0.36, "en": 0.28}
"""Shares of the corpora by language among the windows that aren't gold."""


def _folders(command: click.decorators.FC) -> click.decorators.FC:
    for option in (
        click.option("--out", type=FOLDER, required=True, help="Folder to write the model into."),
        click.option("--gold", "texts", type=FOLDER, default="gold/train", show_default=True, help="Marked-up texts."),
        click.option("--corpora", type=FOLDER, required=True, help="Folder with the corpora as JSON lines."),
    ):
        command = option(command)
    return command


@click.group(cls=Commands, epilog=EXIT_CODES)
def train() -> None:
    """Train the models that ship; docs/data-and-models.md tells the corpora.

    The encoder wants more packages: pip install 'claimgraph[train]'

    \b
    Example:
      claimgraph train names --corpora corpora/ --out kg/extract/naming/models
      claimgraph train encoder --corpora corpora/ --out kg/encoder/model
    """


@train.command(epilog=EXIT_CODES)
@_folders
def names(corpora: Path, texts: Path, out: Path) -> None:
    """Train the fast model of names: minutes on one core.

    \b
    Example:
      claimgraph train names --corpora corpora/ --out kg/extract/naming/models
    """
    from claimgraph.training import crf
    from claimgraph.training.data import CORPORA, corpus, gold, names_of

    free = ((1, source) for lang, path in CORPORA for source in corpus(corpora, lang, path))
    crf.train(chain(free, ((crf.GOLD_WEIGHT, names_of(row)) for row in gold(texts))), out)


@train.command(epilog=EXIT_CODES)
@_folders
def vocabulary(corpora: Path, texts: Path, out: Path) -> None:
    """Write the pieces and embeddings that ship, before the encoder is trained with them.

    \b
    Example:
      claimgraph train vocabulary --corpora corpora/ --out kg/encoder/model
    """
    from claimgraph.training import vocabulary as pieces
    from claimgraph.training.data import CORPORA, corpus, gold
    from claimgraph.training.packed import packed

    free = (source.text for lang, path in CORPORA for source in corpus(corpora, lang, path))
    model = packed()
    pieces.write(model, pieces.chosen(model, chain(free, (row["text"] for row in gold(texts)))), out)


@train.command(epilog=EXIT_CODES)
@_folders
@click.option("--steps", type=click.IntRange(0), default=2000, show_default=True, help="Batches to learn.")
@click.option("--layers", type=click.IntRange(1, 12), default=8, show_default=True, help="Layers of the encoder.")
@click.option("--seed", type=int, default=7, show_default=True, help="Seed of all that is drawn by chance.")
@click.option("--start", "starts", type=FILE, multiple=True, help="Weights to go on from; of several, the mean.")
def encoder(corpora: Path, texts: Path, out: Path, starts: Sequence[Path], **chosen: Any) -> None:
    """Train the encoder of names, statements and counts: hours on two cores.

    Beside the model, encoder.pt keeps the weights to go on from, every few minutes.

    \b
    Example:
      claimgraph train encoder --corpora corpora/ --out first --steps 3000
      claimgraph train encoder --corpora corpora/ --out second --steps 3000 --seed 8
      claimgraph train encoder --corpora corpora/ --out kg/encoder/model --steps 0 \\
        --start first/encoder.pt --start second/encoder.pt
    """
    from claimgraph.training.data import CORPORA, corpus, gold
    from claimgraph.training.examples import Example, of_gold
    from claimgraph.training.examples import of_corpus as example
    from claimgraph.training.export import export
    from claimgraph.training.fit import Mixture, Recipe, fit
    from claimgraph.training.network import Network, average, keep, weights
    from claimgraph.training.packed import packed

    recipe = Recipe(**chosen)
    found: dict[str, list[Example]] = {lang: [] for lang in SHARES}
    for lang, path in CORPORA:
        found[lang] += (example(source.text, source.names) for source in corpus(corpora, lang, path))
    free = {lang: (SHARES[lang], examples) for lang, examples in found.items()}
    network = Network(packed(), recipe.layers)
    if starts:
        network.load_state_dict(average([weights(path) for path in starts]))
    mixture = Mixture([of_gold(row) for row in gold(texts)], free, random.Random(recipe.seed))
    began = time.monotonic()

    def progress(step: int, loss: float) -> None:
        if step % 50 == 0 or step == recipe.steps:
            click.echo(f"{step}/{recipe.steps} steps, loss {loss:.3f}, {time.monotonic() - began:.0f} s", err=True)
            keep(network, out)

    fit(network, mixture, recipe, progress)
    keep(network, out)
    export(network, out)


@train.command(name="judge", epilog=EXIT_CODES)
@click.option("--out", type=FOLDER, required=True, help="Folder to write the model into.")
@click.option("--families", "stories", type=FOLDER, default="gold/families", show_default=True, help="Families.")
@click.option("--pairs", type=FOLDER, default="gold/pairs/train", show_default=True, help="Judged pairs.")
@click.option("--steps", type=click.IntRange(0), default=1500, show_default=True, help="Batches to learn.")
@click.option("--seed", type=int, default=7, show_default=True, help="Seed of all that is drawn by chance.")
@click.option("--start", type=FILE, help="Weights to go on from.")
def judge_of_pairs(out: Path, stories: Path, pairs: Path, start: Path | None, **chosen: Any) -> None:
    """Train the judge of pairs of claims: an hour on one core.

    Beside the model, judge.pt keeps the weights to go on from, every few minutes.

    \b
    Example:
      claimgraph train judge --out kg/encoder/model
    """
    from claimgraph.training import judging
    from claimgraph.training.export import export_judge
    from claimgraph.training.families import families, judged
    from claimgraph.training.network import Base, keep, weights
    from claimgraph.training.packed import packed

    recipe = judging.Recipe(**chosen)
    model = packed()
    lower, upper = Base(model, judging.LOWER, judging.ROWS).eval(), judging.Upper(model)
    if start:
        upper.load_state_dict(weights(start))
    began = time.monotonic()

    def progress(step: int, loss: float) -> None:
        if step % 50 == 0 or step == recipe.steps:
            click.echo(f"{step}/{recipe.steps} steps, loss {loss:.3f}, {time.monotonic() - began:.0f} s", err=True)
            keep(upper, out, "judge.pt")

    cases = judging.Cases.of(families(stories), judged(pairs), recipe.seed)
    judging.fit(upper, judging.States(lower), cases, recipe, progress)
    keep(upper, out, "judge.pt")
    upper.load_state_dict(judging.blend(upper.state_dict(), judging.Upper(model).state_dict()))
    export_judge(lower, upper, out)
