"""Rotation with bilinear interpolation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import affine_transform

from heldout.nn.data import rotate
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(4), st.integers(0, 999))
def test_it_is_scipys(shape: tuple[int, ...], seed: int) -> None:
    """Each image by its own angle; outside, neighbours count as `fill`."""
    N, C, H, W = shape
    x, angles = values(seed, *shape), 180 * values(seed + 1, N)
    y = rotate(x, angles, fill=0.7)
    centre = np.array([(H - 1) / 2, (W - 1) / 2])
    for n in range(N):
        t = np.deg2rad(angles[n])
        matrix = np.array([[np.cos(t), np.sin(t)], [-np.sin(t), np.cos(t)]])
        for c in range(C):
            theirs = affine_transform(
                x[n, c], matrix, centre - matrix @ centre, order=1, mode="grid-constant", cval=0.7
            )
            agrees(y[n, c], theirs, 1e-6)


def test_a_quarter_turn_is_counter_clockwise_and_exact() -> None:
    """np.rot90, on squares of even and of odd side."""
    for side in (4, 5):
        x = values(1, 3, side, side)
        for turns in range(-1, 5):
            np.testing.assert_array_equal(rotate(x, 90.0 * turns), np.rot90(x, turns, axes=(1, 2)))


def test_half_a_turn_of_a_six_is_a_nine() -> None:
    """Why angles must be small where the label hangs on them."""
    six = np.array([[1, 0, 0], [1, 0, 0], [1, 1, 1], [1, 0, 1], [1, 1, 1]], dtype=float)
    nine = np.array([[1, 1, 1], [1, 0, 1], [1, 1, 1], [0, 0, 1], [0, 0, 1]], dtype=float)
    np.testing.assert_array_equal(rotate(six[None], 180)[0], nine)


def test_it_is_linear_in_the_image() -> None:
    """With fill 0."""
    x, y = values(2, 2, 5, 6), values(3, 2, 5, 6)
    agrees(rotate(2 * x - y, 33), 2 * rotate(x, 33) - rotate(y, 33), 1e-12)


def test_a_constant_stays_where_nothing_comes_in() -> None:
    """The four shares add up to 1; with the same fill, everywhere."""
    agrees(rotate(np.full((1, 6, 7), 4.0), 17, fill=4), np.full((1, 6, 7), 4.0), 1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Interpolated in float32 at least."""
    x = values(4, 2, 6, 6)
    y = rotate(x.astype(dtype), 30)
    assert y.dtype == dtype
    np.testing.assert_allclose(y, rotate(x, 30), atol=3e-3)


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(
        ShapeError, match=r"images must have shape \(N, …, H, W\); given: shape \(4"
    ):
        rotate(np.ones((4, 64)), 5)
    with pytest.raises(ShapeError, match=r"degrees: one, or 2; given: shape \(3,\). One each"):
        rotate(np.ones((2, 4, 4)), np.ones(3))
