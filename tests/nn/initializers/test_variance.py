"""Glorot, He, LeCun: the variance of the weights, and what becomes of a signal in 20 layers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.initializers import (
    glorot,
    glorot_uniform,
    he,
    he_uniform,
    lecun,
    lecun_uniform,
    normal,
)
from heldout.nn.shapes import Array

from ..oracle import distinct

CONV = (70, 50, 3, 5)  # (O, C, height, width)


def _rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.torch
def test_the_spread_is_that_of_pytorch() -> None:
    """Standard deviation and bound, of each rule, on a convolution with all sizes distinct."""
    import torch
    from torch.nn import init

    torch.manual_seed(0)
    cases = [
        (glorot(_rng(), CONV, gain=5 / 3), init.xavier_normal_, {"gain": 5 / 3}),
        (glorot_uniform(_rng(), CONV), init.xavier_uniform_, {}),
        (he(_rng(), CONV), init.kaiming_normal_, {"nonlinearity": "relu"}),
        (he(_rng(), CONV, slope=0.5), init.kaiming_normal_, {"a": 0.5}),
        (he_uniform(_rng(), CONV, slope=0.5), init.kaiming_uniform_, {"a": 0.5}),
        (lecun(_rng(), CONV), init.kaiming_normal_, {"nonlinearity": "linear"}),
        (lecun_uniform(_rng(), CONV), init.kaiming_uniform_, {"nonlinearity": "linear"}),
    ]
    for ours, fill, options in cases:
        theirs = fill(torch.empty(CONV, dtype=torch.float64), **options).numpy()
        assert ours.std() == pytest.approx(theirs.std(), rel=0.02), fill
        assert abs(ours.mean()) < 0.02 * ours.std()
        if "uniform" in fill.__name__:
            assert np.abs(ours).max() == pytest.approx(np.abs(theirs).max(), rel=1e-3)


@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_dense_weights_divide_by_the_rows_they_have(shape: tuple[int, ...]) -> None:
    """(D, K): fan-in is D. The same random numbers, scaled as the formula says."""
    D, K = shape
    z = normal(_rng(4), (D, K), 1.0)
    np.testing.assert_allclose(he(_rng(4), (D, K)), z * np.sqrt(2 / D))
    np.testing.assert_allclose(he(_rng(4), (D, K), slope=0.2), z * np.sqrt(2 / (1.04 * D)))
    np.testing.assert_allclose(lecun(_rng(4), (D, K)), z * np.sqrt(1 / D))
    np.testing.assert_allclose(glorot(_rng(4), (D, K), gain=3), 3 * z * np.sqrt(2 / (D + K)))


RULES = [glorot, glorot_uniform, he, he_uniform, lecun, lecun_uniform]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_dtype_is_kept(rule: Callable[..., Array]) -> None:
    """Float64 unless told; float16 holds the same weights, rounded."""
    whole = rule(_rng(), (5, 3))
    half = rule(_rng(), (5, 3), dtype=np.float16)
    assert (whole.dtype, half.dtype) == (np.float64, np.float16)
    assert (half == whole.astype(np.float16)).all()


def _through(depth: int, draw: Callable[..., Array], act: Callable[[Array], Array]) -> float:
    """How the mean square of 64 samples changes from the first to the last of so many layers."""
    rng = _rng(1)
    h = rng.standard_normal((64, 200))
    start = np.mean(h**2)
    for _ in range(depth):
        h = act(h @ draw(rng, (200, 200)))
    return float(np.mean(h**2) / start)


def _relu(z: Array) -> Array:
    return np.maximum(z, 0)


def test_he_keeps_the_second_moment_through_relu() -> None:
    """At depth 20, where Glorot leaves a millionth (a half each layer)."""
    assert 0.3 < _through(20, he, _relu) < 3
    assert 0.3e-6 < _through(20, glorot, _relu) < 3e-6


def test_glorot_keeps_the_variance_through_linear_layers() -> None:
    """As LeCun does for equal fans; He doubles it at each."""
    assert 0.5 < _through(10, glorot_uniform, lambda z: z) < 2
    assert 0.5 < _through(10, lecun_uniform, lambda z: z) < 2
    assert 500 < _through(10, he_uniform, lambda z: z) < 2000


def test_leaky_relu_needs_its_slope_in_the_gain() -> None:
    """With the slope 0.5 left out, each layer multiplies by 1.25."""
    leaky = lambda z: np.where(z > 0, z, 0.5 * z)  # noqa: E731
    assert 0.4 < _through(20, lambda rng, s: he(rng, s, slope=0.5), leaky) < 2.5
    assert _through(20, he, leaky) > 30
