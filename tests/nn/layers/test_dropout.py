"""Dropout in its three forms: masks by the definition, means by count, and the ensemble."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations.softmax import log_softmax, softmax
from heldout.nn.layers import (
    dropout,
    dropout2d,
    dropout_backward,
    inverted_dropout,
    scale_weights,
    subnetwork_masks,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

Form = Callable[..., tuple[Array, Array]]
FORMS = pytest.mark.parametrize("form", [dropout, inverted_dropout, dropout2d])


def seeded(form: Form, x: Array, drop: float, training: bool = True) -> tuple[Array, Array]:
    """Always the same mask."""
    return form(x, drop, np.random.default_rng(5), training=training)


@settings(max_examples=25, deadline=None)
@given(distinct(4), st.sampled_from([0.0, 0.1, 0.5, 0.9]))
def test_a_value_is_kept_or_silenced(sizes: tuple[int, ...], drop: float) -> None:
    """Kept as it is, or, inverted, over the probability to keep it; channels go as a whole."""
    x = values(1, *sizes)
    y, _ = seeded(dropout, x, drop)
    assert ((y == x) | (y == 0)).all()
    y, _ = seeded(inverted_dropout, x, drop)
    assert (np.isclose(y, x / (1 - drop)) | (y == 0)).all()
    y, factor = seeded(dropout2d, x, drop)
    gone = (y == 0).reshape(*sizes[:2], -1)
    assert (gone.all(axis=2) | ~gone.any(axis=2)).all()
    assert factor.shape == (*sizes[:2], 1, 1)


@pytest.mark.torch
def test_evaluation_and_scale_are_pytorchs() -> None:
    """Where PyTorch keeps a value it is scaled like ours; in evaluation both leave x alone."""
    import torch

    x = np.full((40, 50), 3.0)
    torch.manual_seed(0)
    theirs = torch.nn.functional.dropout(torch.tensor(x), 0.3, training=True).numpy()
    ours, _ = seeded(inverted_dropout, x, 0.3)
    agrees(np.unique(ours), np.unique(theirs), 1e-12)
    alone = torch.nn.functional.dropout(torch.tensor(x), 0.3, training=False).numpy()
    agrees(seeded(inverted_dropout, x, 0.3, training=False)[0], alone, 0)


@FORMS
@pytest.mark.parametrize("training", [True, False])
def test_the_gradient_is_the_slope(form: Form, training: bool) -> None:
    """Under the same mask as forward."""
    x, dy = values(1, 2, 3, 4, 5), values(2, 2, 3, 4, 5)
    _, factor = seeded(form, x, 0.4, training)
    expected = slope(lambda x: seeded(form, x, 0.4, training)[0], x, dy)
    agrees(dropout_backward(dy, factor), expected)


@FORMS
def test_the_mean_over_masks_is_the_evaluation(form: Form) -> None:
    """Scaled at one end, not at both."""
    x = np.broadcast_to(values(1, 1, 6, 1, 1), (40_000, 6, 1, 1))
    trained, _ = seeded(form, x, 0.3)
    evaluated, _ = seeded(form, x[:1], 0.3, training=False)
    np.testing.assert_allclose(trained.mean(axis=0), evaluated[0], atol=0.02)
    assert (trained == 0).mean() == pytest.approx(0.3, abs=0.01)


def test_scaling_twice_halves_the_output() -> None:
    """Inverted in training and weights × keep in evaluation: keep times what it should be."""
    x, weight = np.abs(values(1, 1, 200)), np.abs(values(2, 200, 3))
    right = seeded(inverted_dropout, x, 0.5, training=False)[0] @ weight
    agrees(
        seeded(inverted_dropout, x, 0.5, training=False)[0] @ scale_weights(weight, 0.5),
        right / 2,
        1e-12,
    )


def test_scaling_the_weights_is_scaling_the_units() -> None:
    """The rule for evaluation of the vanilla form."""
    x, weight = values(1, 4, 6), values(2, 6, 3)
    scaled = x @ scale_weights(weight, 0.7)
    agrees(seeded(dropout, x, 0.3, training=False)[0] @ weight, scaled, 1e-12)


def test_scaled_weights_are_the_mean_of_all_subnetworks() -> None:
    """Exactly: the arithmetic mean before a linear output, the geometric one after softmax."""
    x, weight, bias = values(1, 6), values(2, 6, 4), values(3, 4)
    masks, _ = subnetwork_masks([6])
    logits = (masks * x) @ weight + bias  # (64, 4)
    scaled = x @ scale_weights(weight, 0.5) + bias
    agrees(logits.mean(axis=0), scaled, 1e-12)
    geometric = np.exp(log_softmax(logits).mean(axis=0))
    agrees(geometric / geometric.sum(), softmax(scaled), 1e-12)


def test_dropout_and_relu_may_change_places() -> None:
    """For f(0) = 0 and f(cx) = c f(x) with c > 0; a sigmoid says ½ where nothing comes in."""
    x = values(1, 30, 40)
    _, factor = seeded(inverted_dropout, x, 0.5)
    agrees(np.maximum(x * factor, 0), np.maximum(x, 0) * factor, 1e-12)
    sigmoid = 1 / (1 + np.exp(-x * factor))
    assert np.abs(sigmoid - factor / (1 + np.exp(-x))).min(where=factor == 0, initial=1) == 0.5


@FORMS
def test_all_or_nothing(form: Form) -> None:
    """At 0 nothing is dropped; at 1 everything, without a division by zero."""
    x = values(1, 2, 3, 4, 5)
    agrees(seeded(form, x, 0)[0], x, 0)
    agrees(seeded(form, x, 1)[0], np.zeros_like(x), 0)


@FORMS
@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_types_and_the_argument_stay(form: Form, kind: type) -> None:
    """In training and in evaluation; the same seed gives the same mask in each type."""
    x = values(1, 2, 3, 4, 5).astype(kind)
    kept = x.copy()
    for training in (True, False):
        y, factor = seeded(form, x, 0.4, training)
        assert y.dtype == dropout_backward(y, factor).dtype == kind
        agrees(x, kept, 0)
    wide, _ = seeded(form, x.astype(np.float64), 0.4)
    assert ((seeded(form, x, 0.4)[0] == 0) == (wide == 0)).all()
    assert scale_weights(x, 0.5).dtype == kind


def test_what_cannot_be_is_told_with_its_fix() -> None:
    """A probability above 1, channels where there are none."""
    rng = np.random.default_rng(0)
    with pytest.raises(
        ShapeError, match=r"drop must be a probability; given: 1.5. It is the share"
    ):
        dropout(np.ones(3), 1.5, rng, training=True)
    with pytest.raises(ShapeError, match=r"keep must be a probability; given: -1. It is 1 − drop"):
        scale_weights(np.ones((2, 3)), -1)
    with pytest.raises(ShapeError, match=r"\(N, C, H, W\).*\(2, 3\).*use inverted_dropout"):
        dropout2d(np.ones((2, 3)), 0.5, rng, training=True)
