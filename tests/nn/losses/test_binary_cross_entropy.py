"""Binary cross-entropy from logits and from probabilities."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import sigmoid
from heldout.nn.losses import bce, bce_with_logits
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


def targets(seed: int, *shape: int) -> np.ndarray:
    """From 0 to 1, a third of them hard."""
    soft = np.random.default_rng(seed).random(shape)
    return np.where(soft < 1 / 6, 0.0, np.where(soft > 5 / 6, 1.0, soft))


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99), st.booleans())
def test_from_logits_it_is_pytorchs(shape: tuple[int, ...], seed: int, weighted: bool) -> None:
    """Value and gradient, with a weight for the positives of each column too."""
    import torch

    z, t = values(seed, *shape, scale=4), targets(seed, *shape)
    weight = np.abs(values(seed + 1, shape[1])) if weighted else np.ones(shape[1])
    matches_torch(
        lambda z: bce_with_logits(z, t, weight),
        lambda z: torch.nn.functional.binary_cross_entropy_with_logits(
            z, torch.tensor(t), pos_weight=torch.tensor(weight)
        ),
        z,
    )


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_from_probabilities_it_is_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient, away from 0 and 1."""
    import torch

    p, t = sigmoid(values(seed, *shape)), targets(seed, *shape)
    theirs = torch.nn.functional.binary_cross_entropy
    matches_torch(lambda p: bce(p, t), lambda p: theirs(p, torch.tensor(t)), p)


def test_finite_differences() -> None:
    """The gradients are the slopes of the values."""
    z, t = values(1, 4, 3), targets(2, 4, 3)
    differentiates(lambda z: bce_with_logits(z, t, 3.0), z)
    differentiates(lambda p: bce(p, t), sigmoid(z))


def test_both_agree_and_the_gradient_has_no_slope_in_it() -> None:
    """σ(z) − t over the number of values."""
    z, t = values(1, 4, 3), targets(2, 4, 3)
    agrees(bce_with_logits(z, t)[0], bce(sigmoid(z), t)[0], 1e-12)
    agrees(bce_with_logits(z, t)[1], (sigmoid(z) - t) / 12, 1e-15)


def test_the_other_class_with_the_other_sign_is_the_same() -> None:
    """L(z, t) = L(−z, 1 − t)."""
    z, t = values(1, 9, scale=5), targets(2, 9)
    agrees(bce_with_logits(-z, 1 - t)[0], bce_with_logits(z, t)[0], 1e-14)


def test_a_weight_of_two_is_every_positive_twice() -> None:
    """The sums are the same; the mean is over the values that are there."""
    z, t = values(1, 6), np.array([1, 0, 1, 0, 0, 1])
    twice = np.append(z, z[t == 1]), np.append(t, t[t == 1])
    assert 6 * bce_with_logits(z, t, 2.0)[0] == pytest.approx(9 * bce_with_logits(*twice)[0])


def test_logits_of_a_thousand_cost_a_thousand() -> None:
    """Where the probability is 0 or 1 to the last digit, and the loss from it infinite."""
    z, t = np.array([1000.0, -1000.0]), np.array([0, 1])
    loss, gradient = bce_with_logits(z, t)
    assert loss == 1000
    agrees(gradient, [0.5, -0.5], 0)
    assert bce(sigmoid(np.array([40.0])), np.array([0.0]))[0] == math.inf
    assert bce_with_logits(np.array([40.0]), np.array([0.0]))[0] == pytest.approx(40)


def test_a_certain_hit_costs_nothing_and_is_pushed_on() -> None:
    """0 · log 0 is 0; the slope there is that of log 1."""
    loss, gradient = bce(np.array([0.0, 1.0]), np.array([0.0, 1.0]))
    assert loss == 0
    agrees(gradient, [0.5, -0.5], 0)
    assert np.isposinf(bce(np.array([1.0]), np.array([0.0]))[1])


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    z, t = np.array([-1000.0, 1000.0, 0.5, -12.0]), np.array([1, 0, 1, 0])
    keeps_types(lambda z: bce_with_logits(z, t, 1.5), z)
    keeps_types(lambda p: bce(p, t), np.array([0.25, 0.75, 0.999, 0.001]))


def test_labels_of_minus_one_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"target must lie from 0 to 1; given: -1.0 to 1.0.*\+ 1"):
        bce_with_logits(np.zeros(2), np.array([-1, 1]))
    with pytest.raises(ShapeError, match="probability must lie from 0 to 1"):
        bce(np.array([1.5]), np.array([1]))
    with pytest.raises(ShapeError, match="pos_weight must be ≥ 0"):
        bce_with_logits(np.zeros(2), np.ones(2), -1.0)
