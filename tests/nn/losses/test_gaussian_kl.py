"""KL divergence between diagonal Gaussians."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses import gaussian_kl
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99), st.booleans())
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int, standard: bool) -> None:
    """Value, and the gradients by mean and log-variance."""
    import torch

    arrays = [values(seed + place, *shape) for place in range(4)]
    if standard:
        arrays[2:] = [np.zeros(shape)] * 2
    mean, log_var = leaves = [torch.tensor(array, requires_grad=True) for array in arrays[:2]]
    normal = torch.distributions.Normal
    p = normal(mean, torch.exp(log_var / 2))
    q = normal(torch.tensor(arrays[2]), torch.exp(torch.tensor(arrays[3]) / 2))
    expected = torch.distributions.kl_divergence(p, q).sum(dim=1).mean()
    expected.backward()
    loss, gradients = gaussian_kl(*arrays[: 2 if standard else 4])
    agrees(loss, expected.item(), 1e-11)
    for ours, leaf in zip(gradients, leaves, strict=True):
        agrees(ours, leaf.grad.numpy(), 1e-11)


def test_finite_differences() -> None:
    """By mean and log-variance."""
    arrays = [values(place, 4, 3) for place in range(4)]
    _, (dmean, dlog_var) = gaussian_kl(*arrays)
    agrees(dmean, slope(lambda x: gaussian_kl(x, *arrays[1:])[0], arrays[0], 1.0))
    agrees(dlog_var, slope(lambda x: gaussian_kl(arrays[0], x, *arrays[2:])[0], arrays[1], 1.0))


def test_it_is_zero_for_equals_never_below_and_depends_on_the_order() -> None:
    """Variances 1 and 4: ½ (ln 4 + ¼ − 1) one way, ½ (4 − 1 − ln 4) the other."""
    zero, four = np.zeros((1, 1)), np.full((1, 1), np.log(4))
    assert gaussian_kl(zero, four, zero, four)[0] == 0
    assert gaussian_kl(zero, zero, zero, four)[0] == pytest.approx((np.log(4) - 0.75) / 2)
    assert gaussian_kl(zero, four)[0] == pytest.approx((3 - np.log(4)) / 2)
    assert all(gaussian_kl(*values(seed, 4, 1, 3))[0] > 0 for seed in range(50))


def test_extreme_variances_that_agree_cost_nothing() -> None:
    """exp(1000) is beyond every float, its quotient with itself is not."""
    zero = np.zeros((1, 2))
    for size in (1000.0, -1000.0):
        loss, gradients = gaussian_kl(zero, zero + size, zero, zero + size)
        assert loss == 0
        for gradient in gradients:
            agrees(gradient, zero, 0)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_small_types_stay(dtype) -> None:
    """And are near the float64 of the same numbers."""
    arrays = [values(place, 4, 3).astype(dtype) for place in range(4)]
    loss, gradients = gaussian_kl(*arrays)
    truth, true_gradients = gaussian_kl(*(array.astype(np.float64) for array in arrays))
    assert loss == pytest.approx(truth, rel=1e-5)
    for gradient, true_gradient in zip(gradients, true_gradients, strict=True):
        assert gradient.dtype == dtype
        agrees(gradient, true_gradient, 5e-3)


def test_shapes_that_do_not_fit_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    a = np.zeros((2, 3))
    with pytest.raises(ShapeError, match=r"log_var_q must be like mu_p; given: \(3,\)"):
        gaussian_kl(a, a, a, np.zeros(3))
