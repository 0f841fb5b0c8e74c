"""The network that ships has the columns that the labels ask for, and another one is refused when it is loaded."""

from __future__ import annotations

import pytest

from claimgraph.encoder import network
from claimgraph.encoder.words import words
from claimgraph.errors import ClaimGraphError


def test_network_has_a_score_for_every_label() -> None:
    found = network.score(words("Kari Holm said so."))
    assert {head: rows.shape[1] for head, rows in found.heads.items()} == {
        head: len(labels) for head, labels in network.LABELS.items()
    }


def test_network_of_other_labels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(network.LABELS, "names", (*network.LABELS["names"], "B-EVT"))
    with pytest.raises(ClaimGraphError, match=r"tagger\.onnx has \d+ columns, .* claimgraph train encoder"):
        network._session.__wrapped__()
