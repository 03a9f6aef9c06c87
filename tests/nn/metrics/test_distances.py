"""Manhattan and Euclidean distance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import distance

from heldout.nn.metrics import euclidean, manhattan, pairwise_euclidean, pairwise_manhattan
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values

KINDS = [
    (manhattan, pairwise_manhattan, "cityblock"),
    (euclidean, pairwise_euclidean, "euclidean"),
]


@pytest.mark.parametrize(("single", "pairwise", "theirs"), KINDS)
@settings(max_examples=25, deadline=None)
@given(sizes=distinct(3), seed=st.integers(0, 99))
def test_they_are_scipys(single, pairwise, theirs, sizes: tuple[int, ...], seed: int) -> None:
    """Of two vectors, and of all with all."""
    N, M, D = sizes
    x, y = values(seed, N, D), values(seed + 1, M, D)
    expected = distance.cdist(x, y, theirs)
    agrees(pairwise(x, y), expected, 1e-12)
    agrees(single(x[:, None] + 0 * y, y + 0 * x[:, None]), expected, 1e-12)
    assert single(x[0], y[0]) == pytest.approx(getattr(distance, theirs)(x[0], y[0]))


def test_by_hand() -> None:
    """18 and the root of 102."""
    a, b = np.array([6, 1, 4, 5]), np.array([2, 8, 3, -1])
    assert manhattan(a, b) == 18
    assert euclidean(a, b) == pytest.approx(10.0995, abs=5e-5)


@pytest.mark.parametrize(("single", "pairwise", "theirs"), KINDS)
def test_they_are_distances(single, pairwise, theirs: str) -> None:
    """Symmetric, 0 to itself, and no detour is shorter; Manhattan is at least Euclidean."""
    x = values(1, 12, 3)
    between = pairwise(x, x)
    agrees(between, between.T, 1e-7)
    agrees(np.diag(between), np.zeros(12), 1e-7)
    agrees(single(x, x), np.zeros(12), 0)
    assert (between[:, None] <= between[:, :, None] + between[None] + 1e-7).all()
    assert (pairwise_manhattan(x, x) >= pairwise_euclidean(x, x) - 1e-7).all()


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_around_ten_thousand_a_distance_of_one_is_seen(dtype: type) -> None:
    """Where the expanded square without the mean is off by more, or negative below the root."""
    x = (10_000 + values(1, 20, 3, scale=1 if dtype == np.float32 else 16)).astype(dtype)
    truth = distance.cdist(x.astype(float), x.astype(float))
    ours = pairwise_euclidean(x, x)
    assert ours.dtype == dtype
    agrees(ours, truth, 2e-2)
    if dtype == np.float32:
        expanded = (x**2).sum(1)[:, None] + (x**2).sum(1) - 2 * x @ x.T
        assert expanded.min() < 0
        assert np.abs(np.sqrt(np.maximum(expanded, 0)) - truth).max() > 1


def test_a_shift_of_both_changes_nothing() -> None:
    """By a million."""
    x, y = values(1, 5, 3), values(2, 7, 3)
    for _, pairwise, _ in KINDS:
        agrees(pairwise(x + 1e6, y + 1e6), pairwise(x, y), 1e-8)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_small_types_stay_and_stay_right(dtype: type) -> None:
    """300, whose square is beyond float16."""
    a, b = np.array([[300, 0]], dtype=dtype), np.array([[0, 400]], dtype=dtype)
    for single, pairwise, expected in ((*KINDS[0][:2], 700), (*KINDS[1][:2], 500)):
        assert single(a, b).dtype == pairwise(a, b).dtype == dtype
        agrees(single(a, b), [expected], 0)
        agrees(pairwise(a, b), [[expected]], 1e-6)


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"same shape.*\(2, 3\) and \(3,\).*pairwise"):
        euclidean(np.zeros((2, 3)), np.zeros(3))
    with pytest.raises(ShapeError, match=r"y must have shape \(M, 3\); given: \(4, 2\).*features"):
        pairwise_manhattan(np.zeros((2, 3)), np.zeros((4, 2)))
    with pytest.raises(ShapeError, match="y must have a row"):
        pairwise_euclidean(np.zeros((2, 3)), np.zeros((0, 3)))
