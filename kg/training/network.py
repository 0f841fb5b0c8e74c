"""The encoder with its heads in PyTorch: the lower layers of multilingual-e5-small, one linear layer for all labels.

A BERT encoder: 384 wide, 12 attention heads, inner width 1536, layer norms after each part, exact GELU.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from claimgraph.encoder.network import LABELS, LINK
from claimgraph.encoder.pieces import WIDTH
from claimgraph.training.packed import Packed

ATTENTION_HEADS = 12
INNER = 1536
POSITIONS = 512
EPSILON = 1e-12
DROPOUT = 0.1
FILE = "encoder.pt"
COLUMNS = sum(map(len, LABELS.values()))


def _linear(model: Packed, name: str, inputs: int, outputs: int) -> nn.Linear:
    layer = nn.Linear(inputs, outputs)
    layer.weight.data = torch.tensor(model.matrix(f"{name}.w")).view(outputs, inputs)
    layer.bias.data = torch.tensor(model.vector(f"{name}.b"))
    return layer


def _norm(model: Packed, name: str) -> nn.LayerNorm:
    layer = nn.LayerNorm(WIDTH, eps=EPSILON)
    layer.weight.data = torch.tensor(model.vector(f"{name}.w"))
    layer.bias.data = torch.tensor(model.vector(f"{name}.b"))
    return layer


class Layer(nn.Module):
    """Self-attention and a layer of neurons for each piece, both added to what came in."""

    def __init__(self, model: Packed, number: int) -> None:
        super().__init__()
        name = f"l{number}"
        self.query = _linear(model, f"{name}.q", WIDTH, WIDTH)
        self.key = _linear(model, f"{name}.k", WIDTH, WIDTH)
        self.value = _linear(model, f"{name}.v", WIDTH, WIDTH)
        self.output = _linear(model, f"{name}.ao", WIDTH, WIDTH)
        self.inner = _linear(model, f"{name}.fi", WIDTH, INNER)
        self.outer = _linear(model, f"{name}.fo", INNER, WIDTH)
        self.attention_norm, self.outer_norm = _norm(model, f"{name}.aln"), _norm(model, f"{name}.oln")

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the pieces after this layer; `mask` is False at padding, None without any."""
        query, key, value = (self._split(part(x)) for part in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // ATTENTION_HEADS)
        if mask is not None:
            scores = scores.masked_fill(~mask[:, None, None, :], -1e9)
        attended = (torch.softmax(scores, -1) @ value).permute(0, 2, 1, 3).reshape(x.shape[0], -1, WIDTH)
        x = self.attention_norm(x + self._dropped(self.output(attended)))
        return self.outer_norm(x + self._dropped(self.outer(functional.gelu(self.inner(x)))))

    def _split(self, x: Tensor) -> Tensor:
        return x.reshape(x.shape[0], -1, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).permute(0, 2, 1, 3)

    def _dropped(self, x: Tensor) -> Tensor:
        return functional.dropout(x, DROPOUT, self.training)


class Base(nn.Module):
    """The lower layers, which all else is read off."""

    def __init__(self, model: Packed, layers: int, positions: int = POSITIONS) -> None:
        super().__init__()
        self.position = nn.Parameter(torch.tensor(model.vector("emb.pos")).view(-1, WIDTH)[:positions].clone())
        self.kind = nn.Parameter(torch.tensor(model.vector("emb.type")[:WIDTH]))
        self.norm = _norm(model, "emb.ln")
        self.layers = nn.ModuleList(Layer(model, number) for number in range(layers))

    def forward(self, embeddings: Tensor, mask: Tensor | None = None) -> Any:
        """Return the states."""
        return self.states(embeddings, mask)

    def states(self, embeddings: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the vectors that all is read off, one a piece."""
        x = self.norm(embeddings + self.position[: embeddings.shape[1]] + self.kind)
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Network(Base):
    """Scores of all labels, and the vectors that link words, for each piece."""

    def __init__(self, model: Packed, layers: int) -> None:
        super().__init__(model, layers)
        self.heads = nn.Linear(WIDTH, COLUMNS + 4 * LINK)

    def forward(self, embeddings: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return the columns of `claimgraph.encoder.network` and the states for each piece of each row."""
        states = self.states(embeddings, mask)
        return self.heads(functional.dropout(states, DROPOUT, self.training)), states


def average(networks: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Return the mean of the weights of networks that were trained from the same beginning.

    Wortsman et al. 2022, "Model soups": such a mean reads better than each of them, at the cost of one.
    """
    return {name: torch.stack([weights[name] for weights in networks]).mean(0) for name in networks[0]}


def keep(network: nn.Module, folder: Path, name: str = FILE) -> None:
    """Write the weights as they are trained into a folder; the file is whole at any time."""
    torch.save(network.state_dict(), folder / f"{name}.new")
    (folder / f"{name}.new").replace(folder / name)


def weights(path: Path) -> dict[str, Tensor]:
    """Return weights that were kept."""
    kept: dict[str, Tensor] = torch.load(path, weights_only=True)
    return kept
