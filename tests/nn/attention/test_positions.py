"""Sinusoids and rotations that say where a word stands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.attention import rotary, rotary_backward, sinusoidal_positions
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values

few = settings(max_examples=25, deadline=None)


@few
@given(st.integers(1, 40), st.integers(1, 6))
def test_sinusoids_follow_the_formula(T: int, half: int) -> None:
    """One entry at a time; sines at even places, cosines at odd ones."""
    P = sinusoidal_positions(T, 2 * half)
    for t in range(T):
        for i in range(half):
            angle = t / 10000 ** (2 * i / (2 * half))
            agrees(P[t, 2 * i : 2 * i + 2], [np.sin(angle), np.cos(angle)], 1e-9)


def test_a_shift_is_one_rotation_for_all_places() -> None:
    """P[t + k] is the same linear map of P[t] for every t; no two places are alike."""
    P = sinusoidal_positions(200, 16)
    shift, *_ = np.linalg.lstsq(P[:100], P[7:107], rcond=None)
    agrees(P[100:190] @ shift, P[107:197], 1e-8)
    agrees(np.linalg.norm(P, axis=1), np.full(200, 8**0.5), 1e-12)
    apart = np.linalg.norm(P[:, None] - P, axis=-1) + 9 * np.eye(200)
    assert apart.min() > 0.5


@few
@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 50))
def test_rotary_is_multiplication_by_a_complex_number(T: int, half: int, first: int) -> None:
    """Each pair as x + iy, times e^(itω); and by finite differences."""
    x, dy = values(1, 3, T, 2 * half), values(2, 3, T, 2 * half)
    t = np.arange(first, first + T)[:, None]
    turn = np.exp(1j * t * 10000.0 ** (-np.arange(half) / half))
    expected = (x[..., ::2] + 1j * x[..., 1::2]) * turn
    y = rotary(x, first)
    agrees(y[..., ::2], expected.real, 1e-10)
    agrees(y[..., 1::2], expected.imag, 1e-10)
    agrees(rotary_backward(dy, first), slope(lambda x: rotary(x, first), x, dy), 1e-6)


def test_a_score_hangs_on_the_distance_alone() -> None:
    """Moving queries and keys together changes no product, and no vector's length."""
    q, k = values(1, 5, 8), values(2, 5, 8)
    near = rotary(q) @ rotary(k).T
    far = rotary(q, 1000) @ rotary(k, 1000).T
    agrees(far, near, 1e-9)
    assert np.abs(rotary(q, 3) @ rotary(k).T - near).max() > 0.1
    agrees(np.linalg.norm(rotary(q, 9), axis=-1), np.linalg.norm(q, axis=-1), 1e-12)
    agrees(rotary_backward(rotary(q, 9), 9), q, 1e-12)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-5), (np.float16, 5e-3)])
def test_the_type_is_kept(dtype: type, tolerance: float) -> None:
    """Also far from the start, where an angle made in that type would be turns off."""
    x = values(1, 3, 8)
    y = rotary(x.astype(dtype), 10_000)
    assert y.dtype == rotary_backward(y).dtype == dtype
    agrees(y, rotary(x, 10_000), tolerance)
    P = sinusoidal_positions(5000, 8, dtype)
    assert P.dtype == dtype
    agrees(P, sinusoidal_positions(5000, 8), tolerance)


def test_an_odd_width_is_refused() -> None:
    """And a vector without an axis for steps."""
    with pytest.raises(ShapeError, match=r"E must be even; given: 5\. Sines"):
        sinusoidal_positions(3, 5)
    with pytest.raises(ShapeError, match="E must be even"):
        rotary(np.ones((2, 3)))
    with pytest.raises(ShapeError, match="x must have shape"):
        rotary(np.ones(4))
