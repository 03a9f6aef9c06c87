"""GELU, exact and by tanh."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from heldout.nn.activations import gelu, gelu_backward, gelu_tanh, gelu_tanh_backward, sigmoid

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_both_are_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient."""
    import torch

    x = values(seed, *shape, scale=3)
    theirs = torch.nn.functional.gelu
    matches_torch(gelu, gelu_backward, theirs, x)
    matches_torch(gelu_tanh, gelu_tanh_backward, lambda x: theirs(x, approximate="tanh"), x)


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """Each has the slope of its own value."""
    x = values(seed, *shape, scale=2)
    differentiates(gelu, gelu_backward, x)
    differentiates(gelu_tanh, gelu_tanh_backward, x)


def test_each_and_its_mirror_differ_by_x() -> None:
    """y(x) − y(−x) = x."""
    x = values(2, 50, scale=4)
    agrees(gelu(x) - gelu(-x), x, 1e-14)
    agrees(gelu_tanh(x) - gelu_tanh(-x), x, 1e-14)


def test_how_near_the_cheaper_forms_are() -> None:
    """By tanh 0.00047, by a sigmoid 0.02."""
    x = np.linspace(-8, 8, 16001)
    assert np.abs(gelu_tanh(x) - gelu(x)).max() == pytest.approx(0.00047, abs=5e-6)
    assert np.abs(x * sigmoid(1.702 * x) - gelu(x)).max() == pytest.approx(0.02, abs=1e-3)
    assert gelu(x).min() == pytest.approx(-0.16997, abs=5e-6)
    assert x[gelu(x).argmin()] == pytest.approx(-0.7518, abs=6e-4)


def test_on_the_left_the_digits_stay() -> None:
    """At −12 it is −2.1e-32, where 1 + erf is 0; the exact form and the right one."""
    x = np.array([-12.0, -30.0])
    np.testing.assert_allclose(gelu(x), x * stats.norm.cdf(x), rtol=1e-12)


def test_small_types_stay_and_stay_right() -> None:
    """±1000, whose cube is beyond float16, among them."""
    keeps_types(gelu, gelu_backward, -1000, -5, 1000)
    keeps_types(gelu_tanh, gelu_tanh_backward, -1000, 1000)
