"""Fitting the encoder: batches of windows, one loss of all heads, a learning rate that falls to zero."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain, pairwise

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from claimgraph.encoder.network import LABELS, LINK, numbered
from claimgraph.encoder.pieces import UNKNOWN, embeddings
from claimgraph.training.examples import UNLABELLED, Example, capitals, joined, window
from claimgraph.training.network import COLUMNS, Network
from claimgraph.training.swaps import Swaps

TAGS = {"names": 1.0, "parts": 1.0, "content": 1.0, "count": 0.7}
"""Heads with a label for each word, and the weight of their loss."""
TRAITS = {"measure": 0.3, "comparator": 0.2}
"""Heads with a label for the words of counts alone."""
LINKS = 0.08
SENTENCES = (1, 1, 2, 3, 4)
"""How many sentences of a corpus make a window: one of these numbers, by chance."""
CAPITALS = 0.02
SWAPPED = 0.3
UNSEEN = 0.03
"""Share of pieces that are hidden, so that the words around a name count."""
POOL = 256
WARM = 200


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; the same recipe and data give the same weights on the same machine."""

    layers: int = 8
    steps: int = 2000
    pieces: int = 1400
    """Pieces of a batch, padding included, roughly."""
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    own: tuple[float, float] = (0.42, 0.58)
    """Share of windows from the project's gold at the beginning and at the end."""
    seed: int = 7


@dataclass(slots=True)
class Mixture:
    """Examples drawn by chance: the project's gold, and corpora with a share each."""

    gold: Sequence[Example]
    corpora: Mapping[str, tuple[float, Sequence[Example]]]
    chance: random.Random
    swaps: Swaps = field(init=False)

    def __post_init__(self) -> None:
        """Collect the names that may take each other's places."""
        free = (examples for _, examples in self.corpora.values())
        self.swaps = Swaps(chain(self.gold, *free))

    def draw(self, own: float) -> Example:
        """Return a window, with probability `own` of the gold; names are exchanged in some."""
        example = self._gold() if self.chance.random() < own else self._free()
        return self.swaps.swapped(example, self.chance) if self.chance.random() < SWAPPED else example

    def _gold(self) -> Example:
        return window(self.chance.choice(self.gold), self.chance)

    def _free(self) -> Example:
        shares = {name: share for name, (share, _) in self.corpora.items()}
        sentences = self.corpora[self.chance.choices([*shares], [*shares.values()])[0]][1]
        first, count = self.chance.randrange(len(sentences)), self.chance.choice(SENTENCES)
        example = joined(sentences[first : first + count])
        return capitals(example) if self.chance.random() < CAPITALS else example

    def batches(self, recipe: Recipe) -> Iterator[list[Example]]:
        """Yield the batches of all steps: windows of like length, more and more of the gold."""
        left = recipe.steps
        while left > 0:
            own = recipe.own[1] - (recipe.own[1] - recipe.own[0]) * left / recipe.steps
            made: list[list[Example]] = [[]]
            for example in sorted((self.draw(own) for _ in range(POOL)), key=lambda e: len(e.words)):
                if made[-1] and len(example.words) * 1.55 * (len(made[-1]) + 1) > recipe.pieces:
                    made.append([])
                made[-1].append(example)
            self.chance.shuffle(made)
            yield from made[:left]
            left -= len(made)


@dataclass(frozen=True, slots=True)
class Batch:
    """Examples as tensors; `firsts` are the places of the first pieces of the words of each."""

    examples: Sequence[Example]
    embeddings: Tensor
    mask: Tensor
    firsts: list[list[int]]

    @classmethod
    def of(cls, examples: Sequence[Example], chance: random.Random | None) -> Batch:
        """Return examples cut into pieces, some of which are hidden if there is a chance."""
        rows = [numbered(example.words) for example in examples]
        width = max(len(numbers) for numbers, _ in rows)
        mask = torch.zeros(len(rows), width, dtype=torch.bool)
        padded = np.full((len(rows), width), UNKNOWN)
        for place, (numbers, _) in enumerate(rows):
            mask[place, : len(numbers)] = True
            hidden = (UNKNOWN if chance and n > UNKNOWN and chance.random() < UNSEEN else n for n in numbers)
            padded[place, : len(numbers)] = list(hidden)
        vectors = embeddings().of(padded.reshape(-1).tolist()).reshape(len(rows), width, -1)
        return cls(examples, torch.from_numpy(vectors), mask, [firsts for _, firsts in rows])


def loss(network: Network, batch: Batch) -> Tensor:
    """Return the weighted sum of the losses of all heads that the examples are labelled for."""
    columns, _ = network(batch.embeddings, batch.mask)
    words = [row[firsts] for row, firsts in zip(columns, batch.firsts, strict=True)]
    edges = dict(zip(LABELS, pairwise([0, *accumulate(map(len, LABELS.values()))]), strict=True))
    parts = [_tag_loss(batch, words, head, edges[head]) * weight for head, weight in TAGS.items()]
    parts += [_tag_loss(batch, words, head, edges[head], whole=False) * weight for head, weight in TRAITS.items()]
    return sum(parts, _link_loss(batch, columns) * LINKS)


def _tag_loss(
    batch: Batch, words: Sequence[Tensor], head: str, edges: tuple[int, int], *, whole: bool = True
) -> Tensor:
    """Return the mean loss of a head: over all words of the batch, or over the labelled ones."""
    rows = [(row, example) for row, example in zip(words, batch.examples, strict=True) if head in example.labels]
    labels = torch.tensor([label for _, example in rows for label in example.labels[head]])
    kept = labels != UNLABELLED
    if not kept.any():
        return torch.zeros(())
    scores = torch.cat([row[:, edges[0] : edges[1]] for row, _ in rows])[kept]
    mean = functional.cross_entropy(scores, labels[kept])
    return mean * len(scores) / sum(map(len, words)) if whole else mean


def _link_loss(batch: Batch, columns: Tensor) -> Tensor:
    """Return the mean loss of the links: each content to its source and its cue, or to the window's start for none."""
    losses = []
    for place, (example, firsts) in enumerate(zip(batch.examples, batch.firsts, strict=True)):
        vectors = columns[place, :, COLUMNS:].unflatten(-1, (4, LINK))
        starts = [firsts[link[0]] for link in example.links]
        for kind in (0, 1) if starts else ():
            scores = vectors[starts, 2 * kind] @ vectors[:, 2 * kind + 1].T / LINK**0.5
            scores = scores.masked_fill(~batch.mask[place], -1e9)
            ends = (link[1 + kind] for link in example.links)
            labels = torch.tensor([0 if end is None else firsts[end] for end in ends])
            losses.append(functional.cross_entropy(scores, labels, reduction="none"))
    return torch.cat(losses).mean() if losses else torch.zeros(())


def fit(network: Network, mixture: Mixture, recipe: Recipe, progress: Callable[[int, float], None]) -> None:
    """Train a network in place; `progress` hears step and loss."""
    torch.manual_seed(recipe.seed)
    body = [p for name, p in network.named_parameters() if not name.startswith("heads")]
    optimizer = torch.optim.AdamW([{"params": body}, {"params": network.heads.parameters()}], weight_decay=0.01)
    network.train()
    for step, examples in enumerate(mixture.batches(recipe)):
        pace = min(1.0, step / WARM + 0.005) * (1 - step / recipe.steps)
        for group, rate in zip(optimizer.param_groups, (recipe.rate, recipe.head_rate), strict=True):
            group["lr"] = rate * pace
        value = loss(network, Batch.of(examples, mixture.chance))
        optimizer.zero_grad()
        value.backward()
        nn.utils.clip_grad_norm_(body, 1.0)
        optimizer.step()
        progress(step + 1, value.item())
