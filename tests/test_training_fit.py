"""The loss of event types: the words of a claim are judged together, all other words not at all."""

from __future__ import annotations

from math import exp, log
from typing import Any

import pytest

from claimgraph.encoder.words import words
from claimgraph.training.examples import About, Example

EDGES = (1, 4)
"""Columns of the labels among five."""
FIRST = [[9.0, 1.0, 0.0, -1.0, 9.0], [0.0, 4.0, 5.0, 6.0, 0.0], [7.0, 3.0, 0.0, 1.0, 7.0]]
SECOND = [[0.0, 0.5, 1.5, 0.0, 0.0]]


@pytest.fixture
def torch() -> Any:
    return pytest.importorskip("torch", reason="PyTorch comes with claimgraph[train]")


def lost(torch: Any, *texts: tuple[list[list[float]], tuple[About, ...]]) -> tuple[Any, list[Any]]:
    """Return the loss of texts, given as scores of words and claims, and the scores as tensors."""
    from claimgraph.training.fit import Batch, _event_loss

    rows = [torch.tensor(scores, requires_grad=True) for scores, _ in texts]
    examples = [Example(words("a " * len(scores)), {}, events=events) for scores, events in texts]
    batch = Batch(examples, torch.zeros(()), torch.zeros(()), [])
    return _event_loss(batch, rows, EDGES), rows


def surprise(scores: list[float], label: int) -> float:
    return log(sum(map(exp, scores))) - scores[label]


def test_words_of_a_claim_have_one_type_together(torch: Any) -> None:
    value, (scores,) = lost(torch, (FIRST, (((0, 2), 1),)))
    assert value.item() == pytest.approx(surprise([2.0, 0.0, 0.0], 1))
    value.backward()
    touched = [[bool(cell) for cell in row] for row in scores.grad]
    inside = [False, True, True, True, False]
    assert touched == [inside, [False] * 5, inside]
    assert [cell < 0 for cell in scores.grad[0, 1:4]] == [False, True, False]


def test_every_claim_of_every_text_counts_the_same(torch: Any) -> None:
    value, _ = lost(torch, (FIRST, (((0, 2), 1), ((1,), 0))), (SECOND, (((0,), 2),)))
    parts = (surprise([2.0, 0.0, 0.0], 1), surprise([4.0, 5.0, 6.0], 0), surprise([0.5, 1.5, 0.0], 2))
    assert value.item() == pytest.approx(sum(parts) / 3)


def test_texts_without_a_marked_type_lose_nothing(torch: Any) -> None:
    assert lost(torch, (FIRST, ()), (SECOND, ()))[0].item() == 0
    assert lost(torch, (FIRST, ()), (SECOND, (((0,), 1),)))[0].item() == pytest.approx(surprise([0.5, 1.5, 0.0], 1))
