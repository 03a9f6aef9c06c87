"""Softmax and its logarithm."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import (
    log_softmax,
    log_softmax_backward,
    sigmoid,
    softmax,
    softmax_backward,
)

from ..oracle import agrees, distinct, slope, values

MASKED = -np.inf


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.sampled_from([0, 1, 2, -1]), st.integers(0, 99), st.sampled_from([1, 300]))
def test_both_are_pytorchs(shape: tuple[int, ...], axis: int, seed: int, scale: int) -> None:
    """Value and gradient along any axis, with scores of hundreds too."""
    import torch

    z, dy = values(seed, *shape, scale=scale), values(seed + 1, *shape)
    for forward, backward, theirs in (
        (softmax, softmax_backward, torch.softmax),
        (log_softmax, log_softmax_backward, torch.log_softmax),
    ):
        leaf = torch.tensor(z, requires_grad=True)
        out = theirs(leaf, dim=axis)
        out.backward(torch.tensor(dy))
        y = forward(z, axis)
        agrees(y, out.detach().numpy(), 1e-12)
        agrees(backward(dy, y, axis), leaf.grad.numpy(), 1e-12)


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.sampled_from([0, 1, 2]), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], axis: int, seed: int) -> None:
    """The gradients are the slopes of the values."""
    z, dy = values(seed, *shape), values(seed + 1, *shape)
    agrees(softmax_backward(dy, softmax(z, axis), axis), slope(lambda z: softmax(z, axis), z, dy))
    agrees(
        log_softmax_backward(dy, log_softmax(z, axis), axis),
        slope(lambda z: log_softmax(z, axis), z, dy),
    )


def test_a_constant_changes_nothing() -> None:
    """Added to every score of a row: −1000, 1000, any."""
    z = values(1, 4, 5)
    for constant in (-1000.0, 7.0, 1000.0):
        agrees(softmax(z + constant), softmax(z), 1e-12)
        agrees(log_softmax(z + constant), log_softmax(z), 1e-12)


def test_rows_sum_to_one_and_scores_of_a_thousand_do_not_overflow() -> None:
    """The far ones have probability 0 and a finite logarithm."""
    z = np.array([[1000.0, 0.0, -1000.0]])
    agrees(softmax(z), [[1.0, 0.0, 0.0]], 0)
    agrees(log_softmax(z), [[0.0, -1000.0, -2000.0]], 0)
    agrees(softmax(values(1, 6, 5, scale=10)).sum(axis=1), np.ones(6), 1e-14)


def test_of_two_classes_it_is_the_sigmoid_of_the_difference() -> None:
    """Which is why one output is enough for two classes."""
    z = values(1, 20, 2, scale=4)
    agrees(softmax(z)[:, 1], sigmoid(z[:, 1] - z[:, 0]), 1e-14)


def test_order_stays_and_one_class_is_certain() -> None:
    """The largest score has the largest probability; a single one has 1."""
    z = values(1, 20, 6)
    assert (softmax(z).argsort(axis=1) == z.argsort(axis=1)).all()
    agrees(softmax(values(2, 3, 1)), np.ones((3, 1)), 0)


def test_a_masked_place_has_no_share_and_a_masked_row_is_silent() -> None:
    """No nan: probabilities 0, logarithms −∞, gradient 0."""
    z = np.array([[1.0, MASKED, 3.0], [MASKED, MASKED, MASKED]])
    p = softmax(z)
    agrees(p[0, [0, 2]], softmax(np.array([1.0, 3.0])), 1e-15)
    agrees(p[1], np.zeros(3), 0)
    assert p[0, 1] == 0
    assert np.isneginf(log_softmax(z)[1]).all()
    agrees(log_softmax(z)[0, [0, 2]], np.log(p[0, [0, 2]]), 1e-15)
    assert np.isneginf(log_softmax(z)[0, 1])
    agrees(softmax_backward(np.ones((2, 3)), p)[1], np.zeros(3), 0)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_small_types_stay_and_stay_right(dtype: type) -> None:
    """Logits of ±1000, and 100,000 equal ones, whose sum is beyond float16."""
    z = np.array([[1000, 0, -1000], [1, 2, 2.5]], dtype=dtype)
    p, log_p = softmax(z), log_softmax(z)
    assert p.dtype == log_p.dtype == dtype
    assert softmax_backward(p, p).dtype == log_softmax_backward(p, log_p).dtype == dtype
    near = 2 * float(np.finfo(dtype).eps)
    np.testing.assert_allclose(p, softmax(z.astype(np.float64)), rtol=near)
    np.testing.assert_allclose(log_p, log_softmax(z.astype(np.float64)), rtol=near)
    assert log_softmax(np.zeros(100_000, dtype=dtype))[0] == pytest.approx(-np.log(1e5), rel=near)


def test_integers_become_float64_and_the_scores_stay() -> None:
    """Nothing is changed in place."""
    z = np.array([1, 2, 3])
    assert softmax(z).dtype == np.float64
    kept = values(1, 3, 4)
    softmax(kept)
    log_softmax(kept)
    agrees(kept, values(1, 3, 4), 0)
