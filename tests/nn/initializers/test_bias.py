"""Biases that know the shares of the classes, and the loop over the layers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.activations.softmax import softmax
from heldout.nn.initializers import base_rate_bias, glorot, he, layer_by_layer, prior_bias
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct


def test_the_softmax_of_the_bias_is_the_share_of_each_class() -> None:
    """To within the half that is added to each count."""
    target = np.repeat([0, 1, 2], [700, 200, 100])
    agrees(softmax(prior_bias(target, 3)), [0.7, 0.2, 0.1], 1e-3)
    one = np.repeat([0, 1], [990, 10])
    agrees(1 / (1 + np.exp(-base_rate_bias(one))), [0.01], 1e-3)


def test_the_first_loss_is_the_entropy_of_the_classes() -> None:
    """Lower than log C, which zero biases start from."""
    target = np.repeat([0, 1, 2], [90, 9, 1])
    start, _ = cross_entropy(np.tile(prior_bias(target, 3), (100, 1)), target)
    p = np.array([0.9, 0.09, 0.01])
    assert start == pytest.approx(-(p * np.log(p)).sum(), rel=0.01)
    assert start < np.log(3) / 2


def test_a_class_that_never_occurs_has_a_finite_bias() -> None:
    """In float16 too."""
    bias = prior_bias(np.zeros(1000, dtype=int), 2, np.float16)
    assert bias.dtype == np.float16
    assert np.isfinite(bias).all()
    assert np.isfinite(base_rate_bias(np.ones(1000, dtype=int), np.float16)).all()


@settings(max_examples=25, deadline=None)
@given(distinct(4))
def test_each_layer_takes_what_the_one_before_gives(sizes: tuple[int, ...]) -> None:
    """Weights (D, K) as He draws them, biases (K,) of zeros."""
    rng = np.random.default_rng(0)
    parameters = layer_by_layer(np.random.default_rng(0), sizes)
    assert len(parameters) == 2 * (len(sizes) - 1)
    for i in range(1, len(sizes)):
        agrees(parameters[f"weight{i}"], he(rng, (sizes[i - 1], sizes[i])))
        agrees(parameters[f"bias{i}"], np.zeros(sizes[i]))


def test_the_weights_may_be_drawn_otherwise() -> None:
    """By any function of generator and shape; biases have the dtype of their weights."""
    weight = lambda rng, shape: glorot(rng, shape, dtype=np.float32)  # noqa: E731
    parameters = layer_by_layer(np.random.default_rng(0), [3, 5], weight)
    assert {array.dtype for array in parameters.values()} == {np.dtype(np.float32)}
    agrees(parameters["weight1"], glorot(np.random.default_rng(0), (3, 5), dtype=np.float32), 1e-12)


def test_a_net_needs_inputs_and_outputs() -> None:
    """One size makes no layer."""
    with pytest.raises(ShapeError, match=r"sizes must.*given: \[3\].*Add"):
        layer_by_layer(np.random.default_rng(0), [3])
