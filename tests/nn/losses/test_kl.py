"""Kullback–Leibler divergence."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from heldout.nn.activations import softmax
from heldout.nn.losses import (
    categorical_cross_entropy,
    entropy,
    kl_divergence,
    kl_with_logits,
    smooth_labels,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_it_is_pytorchs_and_scipys(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient, by the probabilities and by the logits."""
    import torch

    z, p = values(seed, *shape), softmax(values(seed + 1, *shape))
    q, truth = softmax(z), torch.tensor(p)
    kl = torch.nn.functional.kl_div
    matches_torch(
        lambda q: kl_divergence(q, p), lambda q: kl(q.log(), truth, reduction="batchmean"), q
    )
    matches_torch(
        lambda z: kl_with_logits(z, p),
        lambda z: kl(torch.log_softmax(z, dim=1), truth, reduction="batchmean"),
        z,
    )
    agrees(kl_divergence(q, p)[0], stats.entropy(p, q, axis=1).mean(), 1e-12)
    agrees(entropy(p), stats.entropy(p, axis=1).mean(), 1e-12)


def test_finite_differences() -> None:
    """The gradients are the slopes of the values."""
    p = softmax(values(1, 4, 3))
    differentiates(lambda z: kl_with_logits(z, p), values(2, 4, 3))
    differentiates(lambda q: kl_divergence(q, p), softmax(values(2, 4, 3)))


def test_it_is_cross_entropy_less_entropy() -> None:
    """And its gradient is that of cross-entropy."""
    z, p = values(1, 4, 3), softmax(values(2, 4, 3))
    cost, gradient = categorical_cross_entropy(z, p)
    agrees(kl_with_logits(z, p)[0], cost - entropy(p), 1e-15)
    agrees(kl_divergence(softmax(z), p)[0], cost - entropy(p), 1e-12)
    agrees(kl_with_logits(z, p)[1], gradient, 0)


def test_it_is_zero_for_equals_never_below_and_not_the_same_both_ways() -> None:
    """It is no distance."""
    p, q = softmax(values(1, 50, 4)), softmax(values(2, 50, 4))
    assert kl_divergence(p, p)[0] == 0
    assert all(kl_divergence(q[n : n + 1], p[n : n + 1])[0] > 0 for n in range(50))
    fair, loaded = np.array([[0.5, 0.5]]), np.array([[0.9, 0.1]])
    assert kl_divergence(loaded, fair)[0] == pytest.approx(0.5108, abs=5e-5)
    assert kl_divergence(fair, loaded)[0] == pytest.approx(0.3681, abs=5e-5)


def test_what_never_happens_costs_nothing_and_what_was_called_impossible_everything() -> None:
    """0 · log 0 = 0; p > 0 at q = 0 is infinite."""
    half, sure = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])
    loss, gradient = kl_divergence(half, sure)
    assert loss == pytest.approx(math.log(2))
    agrees(gradient, [[-2.0, 0.0]], 0)
    assert kl_divergence(sure, sure)[0] == 0
    loss, gradient = kl_divergence(sure, half)
    assert loss == math.inf
    agrees(gradient, [[-0.5, -math.inf]], 0)
    assert entropy(sure) == 0


def test_small_types_stay_and_stay_right() -> None:
    """Logits of ±1000 among them."""
    p = np.array([[0.25, 0.5, 0.25], [1.0, 0.0, 0.0]])
    keeps_types(lambda z: kl_with_logits(z, p), np.array([[1000.0, 0.0, -1000.0], [0.5, 1.0, 2.0]]))
    keeps_types(lambda q: kl_divergence(q, p), np.array([[0.5, 0.25, 0.25], [0.125, 0.375, 0.5]]))


def test_rows_that_are_no_distributions_are_told() -> None:
    """With what must hold, what was given, and the fix; 1 − ε with ε/C is one of them."""
    mixed = smooth_labels(np.array([0]), 10)
    mixed[0, 0] = 0.9
    with pytest.raises(ShapeError, match=r"p must be distributions.*sums 0.99.*softmax"):
        kl_divergence(np.full((1, 10), 0.1), mixed)
    with pytest.raises(ShapeError, match="q must be distributions"):
        kl_divergence(np.array([[-0.5, 1.5]]), np.array([[0.5, 0.5]]))
