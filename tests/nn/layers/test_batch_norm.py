"""Batch normalization against PyTorch's layers, in training and in evaluation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import Running, batch_norm, batch_norm_backward
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values


def parts(C: int) -> tuple[Array, Array, Running]:
    """γ, β and statistics of a past that was neither 0 nor 1."""
    return values(7, C), values(8, C), Running(values(9, C), np.abs(values(10, C)) + 0.5)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4, 2, 6), st.booleans(), st.booleans())
def test_everything_is_pytorchs(sizes: tuple[int, ...], images: bool, training: bool) -> None:
    """Output, gradients and running statistics, for rows and for images."""
    import torch

    x = values(1, *sizes) if images else values(1, *sizes[:2])
    C = sizes[1]
    gamma, beta, running = parts(C)
    layer = (torch.nn.BatchNorm2d if images else torch.nn.BatchNorm1d)(C).double()
    layer.train(training)
    with torch.no_grad():
        for theirs, ours in (
            (layer.weight, gamma),
            (layer.bias, beta),
            (layer.running_mean, running.mean),
            (layer.running_var, running.variance),
        ):
            assert theirs is not None
            theirs.copy_(torch.tensor(ours))
    y, cache, after = batch_norm(x, gamma, beta, running, training=training)
    their_x = torch.tensor(x, requires_grad=True)
    expected = layer(their_x)
    dy = values(2, *x.shape)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-10)
    pairs = zip(batch_norm_backward(dy, cache), (their_x, layer.weight, layer.bias), strict=True)
    for ours, their in pairs:
        assert their.grad is not None
        agrees(ours, their.grad.numpy(), 1e-9)
    agrees(after.mean, layer.running_mean.numpy(), 1e-12)
    agrees(after.variance, layer.running_var.numpy(), 1e-12)


@pytest.mark.parametrize("training", [True, False])
@pytest.mark.parametrize("shape", [(5, 3), (4, 3, 2, 5)])
def test_gradients_are_slopes(shape: tuple[int, ...], training: bool) -> None:
    """By x, γ and β; in evaluation the statistics are constants."""
    x, dy = values(1, *shape), values(2, *shape)
    gamma, beta, running = parts(3)

    def y(x: Array = x, gamma: Array = gamma, beta: Array = beta) -> Array:
        return batch_norm(x, gamma, beta, running, training=training)[0]

    _, cache, _ = batch_norm(x, gamma, beta, running, training=training)
    dx, dgamma, dbeta = batch_norm_backward(dy, cache)
    agrees(dx, slope(lambda x: y(x=x), x, dy))
    agrees(dgamma, slope(lambda gamma: y(gamma=gamma), gamma, dy))
    agrees(dbeta, slope(lambda beta: y(beta=beta), beta, dy))


def test_the_scale_and_shift_of_a_channel_do_not_matter() -> None:
    """In training: 5x − 3 is normalized to what x is; so a bias before it is lost on it."""
    x = values(1, 6, 3, 4, 5)
    gamma, beta, running = parts(3)
    scale, shift = np.array([5.0, 0.3, 70])[:, None, None], values(3, 3)[:, None, None]
    y, cache, _ = batch_norm(x, gamma, beta, running, training=True, epsilon=0)
    moved, other, _ = batch_norm(scale * x + shift, gamma, beta, running, training=True, epsilon=0)
    agrees(moved, y, 1e-10)
    dy = values(4, *x.shape)
    dx = batch_norm_backward(dy, cache)[0]
    agrees(batch_norm_backward(dy, other)[0] * scale, dx, 1e-9)
    agrees(dx.sum(axis=(0, 2, 3)), np.zeros(3), 1e-10)


def test_evaluation_does_not_see_the_batch() -> None:
    """A sample alone gives what it gives in company; in training it does not."""
    x = values(1, 6, 3)
    gamma, beta, running = parts(3)
    whole, _, after = batch_norm(x, gamma, beta, running, training=False)
    alone, _, _ = batch_norm(x[2:3], gamma, beta, running, training=False)
    agrees(alone, whole[2:3], 1e-12)
    assert after is running
    trained, _, _ = batch_norm(x, gamma, beta, running, training=True)
    assert np.abs(trained - whole).max() > 0.1
    half, _, _ = batch_norm(x[:3], gamma, beta, running, training=True)
    assert np.abs(half - trained[:3]).max() > 0.1


def test_many_batches_bring_the_statistics_of_the_data() -> None:
    """With momentum 1 at once; with 0.1 after many, and mean and variance then serve evaluation."""
    x = values(1, 5000, 3) * [1.0, 2, 3] + [4.0, 5, 6]
    gamma, beta = np.ones(3), np.zeros(3)
    running = Running.start(3)
    _, _, at_once = batch_norm(x, gamma, beta, running, training=True, momentum=1)
    agrees(at_once.mean, x.mean(axis=0), 1e-12)
    agrees(at_once.variance, x.var(axis=0, ddof=1), 1e-12)
    agrees(running.mean, np.zeros(3), 0)
    for batch in np.split(x, 100):
        _, _, running = batch_norm(batch, gamma, beta, running, training=True)
    y, _, _ = batch_norm(x, gamma, beta, running, training=False)
    assert np.abs(y.mean(axis=0)).max() < 0.2
    assert np.abs(y.std(axis=0) - 1).max() < 0.1


def test_a_channel_without_variance_becomes_beta() -> None:
    """And its gradient by x is finite."""
    x = values(1, 5, 3)
    x[:, 1] = 42
    gamma, beta, running = parts(3)
    y, cache, _ = batch_norm(x, gamma, beta, running, training=True)
    agrees(y[:, 1], np.full(5, beta[1]), 1e-12)
    assert np.isfinite(batch_norm_backward(values(2, 5, 3), cache)[0]).all()


@pytest.mark.parametrize(("kind", "close"), [(np.float32, 5e-3), (np.float16, 2e-2)])
@pytest.mark.parametrize("training", [True, False])
def test_small_types_stay_and_stay_close(kind: type, close: float, training: bool) -> None:
    """At mean 10,000 (in float16 1,000) and variance 1, for all that comes back."""
    level = 10_000 if kind is np.float32 else 1_000
    x = (values(1, 64, 3, 4, 4) + level).astype(kind)
    gamma, beta = values(2, 3).astype(kind), values(3, 3).astype(kind)
    running = Running(np.full(3, level, kind), np.ones(3, kind))
    y, cache, after = batch_norm(x, gamma, beta, running, training=training)
    wide = [array.astype(np.float64) for array in (x, gamma, beta, *running)]
    truth, exact, _ = batch_norm(*wide[:3], Running(*wide[3:]), training=training)
    assert after.mean.dtype == after.variance.dtype == kind
    dy = values(4, *x.shape).astype(kind)
    pairs = zip(
        (y, *batch_norm_backward(dy, cache)),
        (truth, *batch_norm_backward(dy.astype(np.float64), exact)),
        strict=True,
    )
    for ours, expected in pairs:
        assert ours.dtype == kind
        np.testing.assert_allclose(ours, expected, rtol=close, atol=close * 20)


def test_what_does_not_fit_is_told_with_its_fix() -> None:
    """64 channels before 32 statistics is the classic."""
    gamma, beta, running = parts(32)
    with pytest.raises(ShapeError, match=r"gamma must have shape \(64,\).*\(32,\).*second axis"):
        batch_norm(values(1, 2, 64, 4, 4), gamma, beta, running, training=True)
    with pytest.raises(ShapeError, match=r"more than one value.*\(1, 32\).*batch"):
        batch_norm(values(1, 1, 32), gamma, beta, running, training=True)
