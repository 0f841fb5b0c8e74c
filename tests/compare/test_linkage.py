"""Groups of claims are those whose members are mostly sure to state the same, in whatever order they are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.compare.linkage import LEAST, groups

EDGES = st.dictionaries(
    st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")).filter(lambda ends: ends[0] < ends[1]),
    st.floats(0, 1),
)


def graph(edges: dict[tuple[str, str], float]) -> dict[str, dict[str, float]]:
    """Return edges as they are seen from both ends."""
    found: dict[str, dict[str, float]] = {}
    for (a, b), weight in edges.items():
        found.setdefault(a, {})[b] = found.setdefault(b, {})[a] = weight
    return found


def test_chain_of_likenesses_is_no_group() -> None:
    chain = dict.fromkeys(zip("abcdef", "bcdefg", strict=True), 0.8)
    assert max(map(len, groups(graph(chain)))) == 2


def test_all_alike_are_one_group() -> None:
    edges = {(a, b): 0.7 for a in "abcd" for b in "abcd" if a < b}
    assert groups(graph(edges)) == [("a", "b", "c", "d")]


@given(EDGES)
def test_groups_hold_together_and_stand_apart(edges: dict[tuple[str, str], float]) -> None:
    found = groups(graph(edges))
    assert found == groups(graph(dict(reversed(edges.items()))))
    claims = [claim for group in found for claim in group]
    assert len(claims) == len(set(claims))
    for group in found:
        inside = [edges.get((a, b), 0.0) for a in group for b in group if a < b]
        assert sum(inside) / len(inside) > LEAST / 2


@given(EDGES)
def test_unsure_pairs_make_no_group(edges: dict[tuple[str, str], float]) -> None:
    assert not groups(graph({ends: weight * LEAST * 0.99 for ends, weight in edges.items()}))
