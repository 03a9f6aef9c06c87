"""Hinge losses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import hinge_loss

from heldout.nn.losses import cross_entropy, hinge, multiclass_hinge, squared_hinge
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2, least=2), st.integers(0, 99))
def test_they_are_what_pytorch_makes_of_the_formulas(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient; the value of the plain one is scikit-learn's."""
    import torch

    f, y = values(seed, *shape), np.sign(values(seed + 1, *shape))
    y.flat[:2] = -1, 1  # scikit-learn takes a single class for the negative one
    label = torch.tensor(y)
    matches_torch(lambda f: hinge(f, y), lambda f: torch.relu(1 - label * f).mean(), f)
    matches_torch(
        lambda f: squared_hinge(f, y), lambda f: (torch.relu(1 - label * f) ** 2).mean(), f
    )
    expected = hinge_loss(y.ravel(), f.ravel(), labels=[-1, 1])
    assert hinge(f, y)[0] == pytest.approx(expected, rel=1e-12)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99), st.floats(0.1, 3))
def test_the_multi_class_one_is_pytorchs_times_the_classes(
    shape: tuple[int, ...], seed: int, margin: float
) -> None:
    """Which divides the sum by C."""
    import torch

    N, C = shape
    s, t = values(seed, N, C), np.random.default_rng(seed).integers(0, C, N)
    theirs = torch.nn.functional.multi_margin_loss
    matches_torch(
        lambda s: multiclass_hinge(s, t, margin),
        lambda s: C * theirs(s, torch.tensor(t), margin=margin),
        s,
    )


def test_finite_differences() -> None:
    """The gradients are the slopes of the values."""
    f, y, t = values(1, 4, 3), np.sign(values(2, 4, 3)), np.array([0, 2, 1, 1])
    differentiates(lambda f: hinge(f, y), f)
    differentiates(lambda f: squared_hinge(f, y), f)
    differentiates(lambda f: multiclass_hinge(f, t, 0.8), f)


def test_the_right_sign_is_not_enough() -> None:
    """At y f = 0.5 the loss is 0.5; at 1, the kink, it is 0 and so is the gradient."""
    assert hinge(np.array([0.5]), np.array([1])) == (0.5, -1.0)
    assert squared_hinge(np.array([-0.5]), np.array([-1])) == (0.25, 1.0)
    assert hinge(np.array([1.0]), np.array([1])) == (0.0, 0.0)
    assert multiclass_hinge(np.array([[2.0, 1.0]]), np.array([0]))[0] == 0


def test_both_signs_turned_over_it_is_the_same() -> None:
    """L(f, y) = L(−f, −y)."""
    f, y = values(1, 9), np.sign(values(2, 9))
    assert hinge(-f, -y)[0] == hinge(f, y)[0]
    assert squared_hinge(-f, -y)[0] == squared_hinge(f, y)[0]


def test_with_two_classes_it_is_the_plain_hinge_of_the_difference() -> None:
    """s_1 − s_0 against −1 or +1."""
    s, t = values(1, 9, 2), np.array([0, 1, 1, 0, 1, 0, 0, 1, 1])
    agrees(multiclass_hinge(s, t)[0], hinge(s[:, 1] - s[:, 0], 2 * t - 1)[0], 1e-14)


def test_beyond_the_margin_it_is_content_and_cross_entropy_never() -> None:
    """Same best class, another gradient; a constant for a row changes neither."""
    s, t = np.array([[5.0, 1.0, 2.0]]), np.array([0])
    agrees(multiclass_hinge(s, t)[1], np.zeros((1, 3)), 0)
    assert (np.abs(cross_entropy(s, t)[1]) > 0.01).all()
    s = values(1, 6, 4)
    t = s.argmax(axis=1)
    assert multiclass_hinge(s + 100, t)[0] == pytest.approx(multiclass_hinge(s, t)[0])
    for loss in (multiclass_hinge, cross_entropy):
        stepped = s - loss(s, t)[1]
        assert (stepped.argmax(axis=1) == t).all()
        agrees(loss(s, t)[1].sum(axis=1), np.zeros(6), 1e-14)


def test_small_types_stay_and_stay_right() -> None:
    """±1000, whose square is beyond float16, among them."""
    f, y = np.array([-1000.0, 1000.0, 0.25]), np.array([1, -1, 1])
    keeps_types(lambda f: hinge(f, y), f)
    keeps_types(lambda f: squared_hinge(f, y), f)
    keeps_types(lambda s: multiclass_hinge(s, np.array([0])), f[None])


def test_labels_of_zero_and_one_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"−1 or \+1; given: \[0. 1.\].*2 \* label - 1"):
        hinge(np.zeros(2), np.array([0, 1]))
    with pytest.raises(ShapeError, match=r"target must have shape \(2,\)"):
        multiclass_hinge(np.zeros((2, 3)), np.array([1]))
