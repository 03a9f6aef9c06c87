"""Constants, and what becomes of weights that start with one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.initializers import constant, ones, zeros
from heldout.nn.shapes import Array

from ..oracle import distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_every_entry_is_the_constant(shape: tuple[int, ...]) -> None:
    """In the shape and dtype asked for."""
    for array, value in (
        (zeros(shape, np.float32), 0),
        (ones(shape, np.float32), 1),
        (constant(shape, 0.5, np.float32), 0.5),
    ):
        assert (array.shape, array.dtype) == (shape, np.float32)
        assert (array == value).all()


def test_a_bias_is_float64_unless_told() -> None:
    """One size will do for a shape."""
    assert zeros(3).shape == ones(3).shape == constant(3, 2.0).shape == (3,)
    assert zeros(3).dtype == ones(3).dtype == constant(3, 2.0).dtype == np.float64


def _trained(
    act: Callable[[Array], Array], slope: Callable[[Array], Array], start: float
) -> tuple[Array, Array, float]:
    """Hidden and output weights and output bias after 200 steps on x₁ + x₂."""
    x = values(1, 40, 3)
    y = x[:, :2].sum(axis=1) + 0.5
    w, b, v, c = constant((3, 4), start), zeros(4), constant(4, start), 0.0
    for _ in range(200):
        h = act(x @ w + b)
        d = 2 * (h @ v + c - y) / len(x)  # (N,)
        dz = d[:, None] * v * slope(h)
        w, b, v, c = w - 0.1 * x.T @ dz, b - 0.1 * dz.sum(0), v - 0.1 * h.T @ d, c - 0.1 * d.sum()
    return w, v, c


def _sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


@pytest.mark.parametrize(
    ("act", "slope"),
    [(np.tanh, lambda h: 1 - h**2), (lambda z: np.maximum(z, 0), lambda h: (h > 0) * 1.0)],
    ids=["tanh", "relu"],
)
def test_from_zeros_only_the_bias_of_the_output_learns(
    act: Callable[[Array], Array], slope: Callable[[Array], Array]
) -> None:
    """Where the activation is 0 at 0: a constant model, at the mean of the targets."""
    w, v, c = _trained(act, slope, 0.0)
    assert not w.any()
    assert not v.any()
    y = values(1, 40, 3)[:, :2].sum(axis=1) + 0.5
    assert c == pytest.approx(y.mean())


@pytest.mark.parametrize("start", [0.0, 0.3])
def test_equal_units_stay_equal(start: float) -> None:
    """A sigmoid layer learns from a constant too, but as one unit would: rank 1."""
    w, v, _ = _trained(_sigmoid, lambda h: h * (1 - h), start)
    assert np.abs(w - start).max() > 0.1
    assert np.ptp(w, axis=1).max() < 1e-12
    assert np.ptp(v) < 1e-12
    assert np.linalg.matrix_rank(w) == 1
