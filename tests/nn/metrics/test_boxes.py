"""Intersection over union, and non-maximum suppression."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.metrics import box_iou, non_max_suppression
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees


def boxes(seed: int, count: int, most: int = 9) -> Array:
    """Boxes on a grid, so that cells can be counted; some have no area."""
    rng = np.random.default_rng(seed)
    starts = rng.integers(-most, most, (count, 2))
    return np.concatenate([starts, starts + rng.integers(0, most, (count, 2))], axis=1).astype(
        float
    )


def cells(box: Array) -> set[tuple[int, int]]:
    """The cells of the grid that lie in a box."""
    x1, y1, x2, y2 = box.astype(int)
    return {(x, y) for x in range(x1, x2) for y in range(y1, y2)}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 999), N=st.integers(0, 6), M=st.integers(0, 6))
def test_iou_is_that_of_sets_of_cells(seed: int, N: int, M: int) -> None:
    """Counted cell by cell; 0 where both are empty."""
    a, b = boxes(seed, N), boxes(seed + 1, M)
    expected = np.zeros((N, M))
    for i, j in np.ndindex(N, M):
        one, other = cells(a[i]), cells(b[j])
        expected[i, j] = len(one & other) / max(len(one | other), 1)
    agrees(box_iou(a, b), expected, 1e-12)


def test_by_hand() -> None:
    """Two squares of 4 that share a cell, a touch, and a box with itself."""
    a = np.array([[0, 0, 2, 2]])
    b = np.array([[1, 1, 3, 3], [2, 0, 4, 2], [0, 0, 2, 2], [5, 5, 9, 9]])
    agrees(box_iou(a, b), [[1 / 7, 0, 1, 0]])


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_types_stay_and_do_not_overflow(dtype: type) -> None:
    """An area of 90,000 is beyond float16."""
    a: Array = np.array([[0, 0, 300, 300]], dtype=dtype)
    b: Array = np.array([[0, 0, 300, 150]], dtype=dtype)
    iou = box_iou(a, b)
    assert iou.dtype == dtype
    agrees(iou, [[0.5]], 1e-3)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 999), N=st.integers(0, 9), threshold=st.sampled_from([0.0, 0.3, 0.5, 1]))
def test_suppression_takes_the_best_and_strikes_out(seed: int, N: int, threshold: float) -> None:
    """As it is told in words: take the best that is left, strike out who overlaps it, go on."""
    a = boxes(seed, N, most=4)
    scores = np.random.default_rng(seed).integers(0, 5, N) / 4
    left, expected = list(range(N)), []
    while left:
        best = min(left, key=lambda index: (-scores[index], index))
        expected.append(best)
        iou = box_iou(a[best][None], a)[0]
        left = [index for index in left if index != best and iou[index] <= threshold]
    assert non_max_suppression(a, scores, threshold) == expected


def test_who_was_suppressed_suppresses_nobody() -> None:
    """A chain of three, of which neighbours overlap by a third."""
    chain = np.array([[0, 0, 2, 1], [1, 0, 3, 1], [2, 0, 4, 1]])
    assert non_max_suppression(chain, np.array([0.9, 0.8, 0.7]), 0.3) == [0, 2]
    assert non_max_suppression(chain, np.array([0.9, 0.8, 0.7]), 0.4) == [0, 1, 2]


def test_what_does_not_fit_is_told() -> None:
    """Wrong corners, scores and thresholds."""
    good = np.array([[0.0, 0, 1, 1]])
    with pytest.raises(ShapeError, match="x1 <= x2"):
        box_iou(np.array([[1.0, 0, 0, 1]]), good)
    with pytest.raises(ShapeError, match=r"\(N, 4\)"):
        box_iou(good[:, :3], good)
    with pytest.raises(ShapeError, match="scores"):
        non_max_suppression(good, np.zeros(2), 0.5)
    with pytest.raises(ShapeError, match="threshold"):
        non_max_suppression(good, np.zeros(1), 1.5)
