"""Label smoothing, over all classes and over the others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses import cross_entropy, entropy, label_smoothed_cross_entropy, smooth_labels
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2, least=2), st.integers(0, 99), st.floats(0, 1))
def test_over_all_classes_it_is_pytorchs(shape: tuple[int, ...], seed: int, epsilon: float) -> None:
    """Over the others it is the same with ε (C − 1)/C in its place."""
    import torch

    N, C = shape
    z, t = values(seed, N, C), np.random.default_rng(seed).integers(0, C, N)

    def theirs(z):
        return torch.nn.functional.cross_entropy(z, torch.tensor(t), label_smoothing=epsilon)

    matches_torch(lambda z: label_smoothed_cross_entropy(z, t, epsilon), theirs, z)
    matches_torch(
        lambda z: label_smoothed_cross_entropy(z, t, epsilon * (C - 1) / C, "others"), theirs, z
    )


@pytest.mark.parametrize("over", ["all", "others"])
def test_finite_differences(over) -> None:
    """The gradient is the slope of the value."""
    t = np.array([0, 2, 1, 1])
    differentiates(lambda z: label_smoothed_cross_entropy(z, t, 0.2, over), values(1, 4, 3))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 12), st.floats(0, 1), st.sampled_from(["all", "others"]))
def test_targets_sum_to_one(classes: int, epsilon: float, over) -> None:
    """In both; the mixture of both does not."""
    q = smooth_labels(np.arange(classes), classes, epsilon, over)
    agrees(q.sum(axis=1), np.ones(classes), 1e-14)


def test_the_targets_of_ten_classes() -> None:
    """0.91 and 0.01, or 0.9 and 0.0111; mixed, the sum would be 0.99."""
    agrees(smooth_labels(np.array([0]), 10)[0, :2], [0.91, 0.01], 1e-15)
    agrees(smooth_labels(np.array([0]), 10, over="others")[0, :2], [0.9, 0.1 / 9], 1e-15)


def test_without_smoothing_it_is_cross_entropy() -> None:
    """ε = 0."""
    z, t = values(1, 5, 3), np.array([0, 2, 1, 1, 2])
    for over in ("all", "others"):
        agrees(label_smoothed_cross_entropy(z, t, 0.0, over)[0], cross_entropy(z, t)[0], 1e-14)


def test_the_best_logits_are_at_a_finite_distance() -> None:
    """There the gradient is 0 and the loss is the entropy of the targets, 0.5003."""
    t = np.array([3])
    q = smooth_labels(t, 10)
    loss, gradient = label_smoothed_cross_entropy(np.log(q), t)
    assert loss == pytest.approx(entropy(q)) == pytest.approx(0.5003, abs=5e-5)
    agrees(gradient, np.zeros((1, 10)), 1e-15)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    z, t = np.array([[1000.0, 0.0, -1000.0], [0.5, 1.0, 2.0]]), np.array([1, 2])
    keeps_types(lambda z: label_smoothed_cross_entropy(z, t), z)


def test_what_cannot_be_smoothed_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"epsilon must lie from 0 to 1; given: 1.5.*0.1"):
        smooth_labels(np.array([0]), 3, 1.5)
    with pytest.raises(ShapeError, match=r'must be another class; given: 1.*over="all"'):
        smooth_labels(np.array([0]), 1, 0.1, "others")
    with pytest.raises(ShapeError, match="over must be"):
        smooth_labels(np.array([0]), 3, 0.1, "some")
    with pytest.raises(ShapeError, match=r"target must have shape \(N,\)"):
        smooth_labels(np.array([[0]]), 3)
