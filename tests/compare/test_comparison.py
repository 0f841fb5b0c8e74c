"""A comparison that is kept up to date holds what one from scratch holds, whatever came and went in which order."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.compare import blocks
from claimgraph.compare.comparison import Comparison, comparing
from claimgraph.errors import StoreError
from tests.compare.papers import paper

DOCUMENTS = [f"d{n}" for n in range(6)]
STEPS = st.lists(
    st.tuples(st.sampled_from(DOCUMENTS), st.one_of(st.none(), st.lists(st.integers(0, 60), min_size=1, max_size=4))),
    min_size=1, max_size=12,
)  # fmt: skip


@contextmanager
def empty() -> Iterator[Comparison]:
    """Yield a comparison of nothing."""
    with tempfile.TemporaryDirectory() as folder, comparing(Path(folder) / "comparison.sqlite") as comparison:
        yield comparison


def contents(comparison: Comparison) -> tuple[list[object], list[object]]:
    """Return all that a comparison says."""
    return list(comparison.relations()), list(comparison.clusters())


@settings(max_examples=30, deadline=None)
@given(STEPS, st.integers(1, 9))
def test_kept_up_to_date_is_from_scratch(steps: list[tuple[str, list[int] | None]], window: int) -> None:
    with pytest.MonkeyPatch.context() as patch, empty() as kept, empty() as fresh:
        patch.setattr(blocks, "WINDOW", window)
        patch.setattr(blocks, "COUNTED", 2)
        last = dict[str, list[int]]()
        graph, groups = set[str](), set[str]()
        for document, seeds in steps:
            change = kept.update([paper(document, seeds)] if seeds else [], [] if seeds else [document])
            graph = graph - set(map(repr, change.parted)) | set(map(repr, change.related))
            groups = {g for g in groups if g.split("'")[1] not in change.disbanded} | set(map(repr, change.gathered))
            last.pop(document, None)
            if seeds:
                last[document] = seeds
        fresh.update(paper(document, seeds) for document, seeds in reversed(last.items()))
        assert contents(kept) == contents(fresh)
        assert graph == set(map(repr, kept.relations()))
        assert groups == set(map(repr, kept.clusters()))


def test_same_statement_of_three_houses_is_one_cluster_with_its_roots() -> None:
    with empty() as comparison:
        change = comparison.update([paper("a", [1]), paper("b", [13]), paper("c", [22]), paper("d", [2])])
        (cluster,) = change.gathered
        assert [claim.split("/")[1] for claim in cluster.members] == ["a", "b", "c"]
        assert cluster.roots == 2  # speaker-1 is heard by two of the houses, speaker-0 by the third


def test_nothing_new_changes_nothing() -> None:
    with empty() as comparison:
        comparison.update([paper("a", [0, 1, 2]), paper("b", [3, 4, 5])])
        before = contents(comparison)
        assert all(before)
        comparison.update([paper("b", [3, 4, 5])])
        assert contents(comparison) == before


def test_damaged_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "comparison.sqlite").write_bytes(b"no database" * 100)
    with pytest.raises(StoreError, match="delete it and build again"), comparing(tmp_path / "comparison.sqlite"):
        pass
