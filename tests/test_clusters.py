"""Things joined by their likeness: on average, and the more of them the likelier they must be."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.corpus.clusters import find_clusters

SHARES = st.integers(0, 100).map(lambda number: number / 100)


def crowd(size: int, value: float) -> dict[tuple[int, int], float]:
    return dict.fromkeys(combinations(range(size), 2), value)


def test_no_chain_joins_what_has_nothing_in_common() -> None:
    assert find_clusters(3, {(0, 1): 0.9, (1, 2): 0.5}, 0.4) == [[0, 1], [2]]


@pytest.mark.parametrize(("size", "largest"), [(2, 2), (4, 4), (8, 6)])
def test_a_crowd_is_joined_only_where_it_is_more_alike_than_a_pair_need_be(size: int, largest: int) -> None:
    clusters = find_clusters(size, crowd(size, 0.25), 0.2, 0.03)
    assert max(map(len, clusters)) == largest


@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(8, 15)), SHARES), SHARES, SHARES)
def test_each_thing_is_in_one_cluster(likeness: dict[tuple[int, int], float], least: float, doubled: float) -> None:
    clusters = find_clusters(16, likeness, least + 0.01, doubled)
    assert sorted(at for cluster in clusters for at in cluster) == list(range(16))
    assert clusters == sorted(map(sorted, clusters))
