"""The forest of random-projection trees."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.retrieval import ProjectionForest, nearest, recall_at_k
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def _leaves(forest: ProjectionForest, root: int) -> list[np.ndarray]:
    node = forest.nodes[root]
    if isinstance(node, np.ndarray):
        return [node]
    return _leaves(forest, node.above) + _leaves(forest, node.below)


def test_each_tree_holds_every_vector_once_in_small_leaves() -> None:
    """The leaves of a tree part the stored vectors."""
    forest = ProjectionForest(values(0, 333, 5), 3, np.random.default_rng(1), leaf=10)
    for root in forest.roots:
        leaves = _leaves(forest, root)
        assert max(map(len, leaves)) <= 10
        np.testing.assert_array_equal(np.sort(np.concatenate(leaves)), np.arange(333))


def test_a_split_is_halfway_between_two_vectors() -> None:
    """The margin is the distance to the plane, positive on the side of the nearer of the two."""
    x = np.array([[0.0, 0], [6, 8]])
    forest = ProjectionForest(x, 1, np.random.default_rng(2), leaf=1)
    split = forest.nodes[forest.roots[0]]
    agrees(np.abs(x @ split.normal - split.offset), [5, 5])
    (above,) = forest.nodes[split.above]
    assert x[above] @ split.normal > split.offset
    query = np.array([[0.1, 0.1], [6.2, 7.9], [3.1, 4.0]])
    assert forest.search(query, 1, inspect=1).indices[:, 0].tolist() == [0, 1, 1]


def test_all_inspected_is_exact() -> None:
    """Indices and distances of brute force, when as many are collected as are stored."""
    x, queries = values(3, 120, 6), values(4, 15, 6)
    found = ProjectionForest(x, 2, np.random.default_rng(5)).search(queries, 4, inspect=120)
    exact = nearest(queries, x, 4)
    np.testing.assert_array_equal(found.indices, exact.indices)
    agrees(found.distances, exact.distances)
    np.testing.assert_array_equal(found.compared, np.full(15, 120))


def test_inspecting_more_never_lowers_recall() -> None:
    """The queue opens the same leaves first."""
    x, queries = values(6, 400, 10), values(7, 40, 10)
    true = nearest(queries, x, 5).indices
    forest = ProjectionForest(x, 4, np.random.default_rng(8), leaf=8)
    recalls = [
        recall_at_k(forest.search(queries, 5, inspect).indices, true)
        for inspect in (1, 20, 40, 80, 160, 400)
    ]
    assert recalls == sorted(recalls)
    assert recalls[0] < 0.6
    assert recalls[-1] == 1


def test_the_first_trees_of_more_are_the_same() -> None:
    """So that a larger forest only adds."""
    x = values(9, 100, 4)
    one = ProjectionForest(x, 1, np.random.default_rng(3))
    two = ProjectionForest(x, 2, np.random.default_rng(3))
    np.testing.assert_array_equal(
        np.concatenate(_leaves(one, one.roots[0])), np.concatenate(_leaves(two, two.roots[0]))
    )
    query = values(10, 4)
    assert set(one.candidates(query, 10**9)) == set(range(100))


def test_the_leaf_of_the_query_comes_first() -> None:
    """Then the leaf across the plane to which the query is nearest."""
    x = np.array([[0.0], [1.0], [10.0], [11.0]])
    forest = ProjectionForest(x, 1, np.random.default_rng(0), leaf=2)
    assert set(forest.candidates(np.array([0.4]), 1)) <= {0, 1}
    assert 2 in forest.candidates(np.array([10.2]), 1)


def test_equal_vectors_are_halved_at_random() -> None:
    """No plane parts them, and the trees still end; all of them are at distance 0."""
    x = np.ones((200, 3))
    x[:20] = values(1, 20, 3)
    forest = ProjectionForest(x, 2, np.random.default_rng(4), leaf=4)
    assert max(len(leaf) for leaf in _leaves(forest, forest.roots[1])) <= 4
    found = forest.search(np.ones((1, 3)), 5, inspect=50)
    agrees(found.distances, np.zeros((1, 5)))


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_of_the_queries_is_kept(dtype: type) -> None:
    """Measured in float32 at least: squares of 300 do not overflow."""
    x = values(11, 50, 4, scale=300).astype(dtype)
    found = ProjectionForest(x, 2, np.random.default_rng(0)).search(x, 1, inspect=50)
    assert found.distances.dtype == dtype
    np.testing.assert_array_equal(found.indices[:, 0], np.arange(50))


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"trees and leaf must be at least 1; given: \(0, 16\)"):
        ProjectionForest(np.ones((3, 2)), 0, rng)
    with pytest.raises(ShapeError, match=r"vectors to search among; given: shape \(0, 2\). Add"):
        ProjectionForest(np.ones((0, 2)), 1, rng)
    forest = ProjectionForest(np.ones((3, 2)), 1, rng)
    with pytest.raises(ShapeError, match=r"the 2 columns of what is stored; given: 4. Same D"):
        forest.search(np.ones((1, 4)), 1, 5)
    with pytest.raises(ShapeError, match="inspect must be at least 1; given: 0"):
        forest.search(np.ones((1, 2)), 1, 0)
