"""The head of event types: a multinomial logistic regression on the mean vectors of the words of claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from claimgraph.encoder.network import LABELS, LINK
from claimgraph.encoder.words import windows
from claimgraph.training.examples import Example
from claimgraph.training.fit import Batch
from claimgraph.training.network import Network

DECAY = 3e-4
"""Weight of the squares of the weights; a guess, not tuned."""
ITERATIONS = 200


def fit_events(network: Network, examples: Sequence[Example], progress: Callable[[int], None]) -> None:
    """Set the columns of the event types of a network whose other weights stay; `progress` hears how many texts."""
    pairs = list(_pooled(network, examples, progress))
    if not pairs:
        return
    vectors, labels = torch.stack([vector for vector, _ in pairs]), torch.tensor([label for _, label in pairs])
    head = nn.Linear(vectors.shape[1], len(LABELS["event"]))
    optimizer = torch.optim.LBFGS(head.parameters(), max_iter=ITERATIONS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimizer.zero_grad()
        value = functional.cross_entropy(head(vectors), labels) + DECAY * head.weight.square().sum()
        value.backward()
        return value

    optimizer.step(loss)
    end = network.heads.out_features - 4 * LINK
    rows = slice(end - head.out_features, end)  # the event types are the last labels before the links
    network.heads.weight.data[rows], network.heads.bias.data[rows] = head.weight.data, head.bias.data


def _pooled(
    network: Network, examples: Sequence[Example], progress: Callable[[int], None]
) -> Iterator[tuple[Tensor, int]]:
    """Yield the mean vector of the words of each claim that has a type or none of them, and the label."""
    network.eval()
    for number, example in enumerate(examples, 1):
        for part in _parts(example):
            batch = Batch.of([part], None)
            with torch.no_grad():
                vectors = network.states(batch.embeddings, batch.mask)[0, batch.firsts[0]]
            yield from ((vectors[list(places)].mean(0), label) for places, label in part.events)
        progress(number)


def _parts(example: Example) -> Iterable[Example]:
    """Yield the windows of a text that have claims with a type."""
    start = 0
    for window in windows(example.words):
        part = example.part(start, start + len(window))
        start += len(window)
        if part.events:
            yield part
