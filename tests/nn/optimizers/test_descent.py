"""Batch, stochastic and mini-batch descent."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers import (
    GradientDescent,
    batch_descent,
    mini_batch_descent,
    stochastic_descent,
)
from heldout.nn.shapes import Array, Labels, Parameters, ShapeError

from ..oracle import agrees, values

X = values(0, 11, 3)
Y = X @ np.array([1.0, -2.0, 0.5]) + 0.3 * values(1, 11)


def _gradient(parameters: Parameters, rows: Labels) -> tuple[float, Parameters]:
    error = X[rows] @ parameters["w"] - Y[rows]
    return float(np.mean(error**2) / 2), {"w": X[rows].T @ error / len(rows)}


def _start() -> Parameters:
    return {"w": np.zeros(3)}


def _by_hand(epochs: list[list[Labels]], rate: float) -> Array:
    w = np.zeros(3)
    for batches in epochs:
        for rows in batches:
            w = w - rate * X[rows].T @ (X[rows] @ w - Y[rows]) / len(rows)
    return w


def test_batch_descent_makes_one_step_an_epoch_and_falls_at_each() -> None:
    """To the least squares."""
    w = _start()
    losses = batch_descent(_gradient, w, 11, GradientDescent(0.5), 300)
    assert len(losses) == 300
    assert (np.diff(losses) <= 1e-15).all()
    agrees(w["w"], np.linalg.lstsq(X, Y)[0], 1e-6)


@pytest.mark.parametrize("chunk", [1, 4, 11, 50])
def test_chunks_give_the_same_gradient(chunk: int) -> None:
    """Also when the last is smaller."""
    whole, parts = _start(), _start()
    losses = batch_descent(_gradient, whole, 11, GradientDescent(0.3), 5)
    again = batch_descent(_gradient, parts, 11, GradientDescent(0.3), 5, chunk=chunk)
    agrees(again, losses)
    agrees(parts["w"], whole["w"])


def test_chunks_of_float16_add_up_in_float32() -> None:
    """A thousand parts of 1/1000 give 1; a float16 sum of them does not."""
    took: list[Parameters] = []

    class Keeper:
        def step(self, parameters: Parameters, gradients: Parameters) -> None:
            took.append(gradients)

    def ones(parameters: Parameters, rows: Labels) -> tuple[float, Parameters]:
        return 0.0, {"w": np.ones(3, np.float16)}

    batch_descent(ones, {"w": np.zeros(3, np.float16)}, 1000, Keeper(), 1, chunk=1)
    assert took[0]["w"].dtype == np.float32
    agrees(took[0]["w"], np.ones(3), 1e-5)


def test_mini_batches_are_the_loop_written_out() -> None:
    """Shuffled anew each epoch, without replacement, the last one smaller."""
    rng, orders = np.random.default_rng(3), []
    for _ in range(3):
        order = rng.permutation(11)
        orders.append([order[:4], order[4:8], order[8:]])
    w = _start()
    losses = mini_batch_descent(
        _gradient, w, 11, GradientDescent(0.1), 3, np.random.default_rng(3), size=4
    )
    assert len(losses) == 9
    agrees(w["w"], _by_hand(orders, 0.1))


def test_stochastic_descent_steps_once_for_each_sample() -> None:
    """Every one of them, once an epoch."""
    seen: list[int] = []

    def gradient(parameters: Parameters, rows: Labels) -> tuple[float, Parameters]:
        seen.extend(rows.tolist())
        assert len(rows) == 1
        return _gradient(parameters, rows)

    w = _start()
    losses = stochastic_descent(gradient, w, 11, GradientDescent(0.05), 2, np.random.default_rng(0))
    assert len(losses) == 22
    assert sorted(seen[:11]) == sorted(seen[11:]) == list(range(11))
    assert seen[:11] != seen[11:]
    agrees(w["w"], _by_hand([[np.array([i]) for i in seen]], 0.05))


def test_a_batch_of_all_is_batch_descent() -> None:
    """Whatever the order."""
    a, b = _start(), _start()
    batch_descent(_gradient, a, 11, GradientDescent(0.3), 5)
    mini_batch_descent(_gradient, b, 11, GradientDescent(0.3), 5, np.random.default_rng(0), size=11)
    agrees(a["w"], b["w"])


def test_the_noise_of_the_gradient_falls_as_one_over_the_batch() -> None:
    """Unbiased, with variance σ²/b · (N − b)/(N − 1) without replacement."""
    rng, w = np.random.default_rng(0), _start()
    full = _gradient(w, np.arange(11))[1]["w"]
    single = np.mean([np.sum((_gradient(w, np.array([i]))[1]["w"] - full) ** 2) for i in range(11)])
    for size in (1, 2, 5):
        drawn = np.array([_gradient(w, rng.permutation(11)[:size])[1]["w"] for _ in range(4000)])
        agrees(drawn.mean(axis=0), full, 0.2)
        variance = np.mean(np.sum((drawn - full) ** 2, axis=1))
        assert variance == pytest.approx(single / size * (11 - size) / 10, rel=0.1)


def test_a_batch_fits_the_samples() -> None:
    """Neither none nor more than there are."""
    for size in (0, 12):
        with pytest.raises(ShapeError, match=r"size must be from 1 to 11.*given"):
            mini_batch_descent(
                _gradient,
                _start(),
                11,
                GradientDescent(0.1),
                1,
                np.random.default_rng(0),
                size=size,
            )
