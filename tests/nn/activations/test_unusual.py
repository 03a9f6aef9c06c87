"""|x| and x·sin(1/x)."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import (
    absolute,
    absolute_backward,
    one_sided_quotients,
    x_sin_inverse,
    x_sin_inverse_backward,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch

STEPS = 10.0 ** -np.arange(1, 9)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_both_are_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient; of |x| at 0 too."""
    import torch

    x = values(seed, *shape)
    matches_torch(x_sin_inverse, x_sin_inverse_backward, lambda x: x * torch.sin(1 / x), x)
    x.flat[0] = 0
    matches_torch(absolute, absolute_backward, torch.abs, x)


def test_finite_differences() -> None:
    """Away from 0."""
    x = values(1, 4, 5)
    x += 0.2 * np.sign(x)
    differentiates(absolute, absolute_backward, x)
    differentiates(x_sin_inverse, x_sin_inverse_backward, x)


def test_a_corner_has_a_slope_on_each_side() -> None:
    """|x| has −1 and 1 at 0; one on the left −x and on the right x² has −1 and 0."""
    left, right = one_sided_quotients(absolute, 0.0, STEPS)
    agrees(left, -np.ones(8), 1e-12)
    agrees(right, np.ones(8), 1e-12)
    left, right = one_sided_quotients(lambda x: np.where(x < 0, -x, x**2), 0.0, STEPS)
    agrees(left, -np.ones(8), 1e-12)
    agrees(right, STEPS, 1e-12)


def test_the_other_has_none() -> None:
    """As the step shrinks by half a turn of 1/h at a time, f(h)/h goes from 1 to −1 and back."""
    steps = 1 / (math.pi * (np.arange(1000, 1010) + 0.5))
    left, right = one_sided_quotients(x_sin_inverse, 0.0, steps)
    agrees(right, (-1.0) ** np.arange(10), 1e-9)
    agrees(left, -right, 1e-9)  # an even function


def test_it_is_continuous_at_zero_and_its_gradient_there_is_no_number() -> None:
    """|f(x)| ≤ |x|; the gradient is nan."""
    x = values(1, 100) * 10.0 ** -np.arange(100)
    assert (np.abs(x_sin_inverse(x)) <= np.abs(x)).all()
    agrees(x_sin_inverse(np.array([0.0, 1e-320])), [0.0, 0.0], 0)
    assert np.isnan(x_sin_inverse_backward(np.ones(1), np.zeros(1))).all()


def test_both_are_even() -> None:
    """f(−x) = f(x)."""
    x = values(2, 50)
    agrees(absolute(-x), absolute(x), 0)
    agrees(x_sin_inverse(-x), x_sin_inverse(x), 0)


def test_small_types_stay_and_stay_right() -> None:
    """The phase of 1/x at x = 1e-6 in float32 as well."""
    keeps_types(absolute, absolute_backward, -1000, 1000)
    for dtype in (np.float16, np.float32):
        nearest = 1e-6 if dtype == np.float32 else 1e-3  # the slope of 1e-6 is beyond float16
        x = np.array([-20, -0.01, nearest, 3], dtype=dtype)
        for f in (x_sin_inverse, lambda x: x_sin_inverse_backward(np.ones_like(x), x)):
            assert f(x).dtype == dtype
            near = 4 * float(np.finfo(dtype).eps)
            np.testing.assert_allclose(f(x), f(x.astype(np.float64)), rtol=near)


def test_steps_that_go_nowhere_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"above 0; given: 0.0.*Both sides"):
        one_sided_quotients(absolute, 0.0, np.array([1.0, 0.0]))
