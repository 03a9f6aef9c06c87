"""Workers that wait, and workers that do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.optimizers import (
    AsynchronousDescent,
    GradientDescent,
    largest_stable_rate,
    synchronous_gradient,
)
from heldout.nn.shapes import Labels, Parameters, ShapeError

from ..oracle import agrees, values

X, Y = values(0, 23, 3), values(1, 23)


def _gradient(parameters: Parameters, rows: Labels) -> tuple[float, Parameters]:
    error = X[rows] @ parameters["w"] - Y[rows]
    return float(np.mean(error**2) / 2), {"w": X[rows].T @ error / len(rows)}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 7), min_size=1, max_size=3))
def test_synchronous_workers_make_the_gradient_of_the_big_batch(counts: list[int]) -> None:
    """Also when their shards are of different sizes."""
    rows = np.random.default_rng(0).permutation(23)[: sum(counts)]
    w = {"w": values(2, 3)}
    loss, gradients = synchronous_gradient(_gradient, w, np.split(rows, np.cumsum(counts)[:-1]))
    whole, expected = _gradient(w, rows)
    assert loss == pytest.approx(whole)
    agrees(gradients["w"], expected["w"], 1e-12)


def test_workers_gradients_of_float16_add_up_in_float32() -> None:
    """A thousand workers with 1 each have the mean 1."""

    def ones(parameters: Parameters, rows: Labels) -> tuple[float, Parameters]:
        return 0.0, {"w": np.ones(2, np.float16)}

    shards = np.arange(1000).reshape(1000, 1)
    _, g = synchronous_gradient(ones, {"w": np.zeros(2, np.float16)}, list(shards))
    assert g["w"].dtype == np.float32
    agrees(g["w"], np.ones(2), 1e-5)


@pytest.mark.parametrize("delay", [0, 1, 5])
def test_asynchronous_steps_use_the_gradient_of_an_older_place(delay: int) -> None:
    """θ_{t+1} = θ_t − η g(θ_{t−τ}), written out with the whole history."""
    history = [np.ones(2)] * (delay + 1)
    ours, optimizer = {"w": np.ones(2)}, AsynchronousDescent(GradientDescent(0.1), delay)
    scale = np.array([1.0, 3.0])
    for _ in range(delay):
        optimizer.step(ours, {"w": scale * ours["w"]})
    agrees(ours["w"], np.ones(2), 0)  # nothing has arrived
    for _ in range(12):
        optimizer.step(ours, {"w": scale * ours["w"]})
        history.append(history[-1] - 0.1 * scale * history[-1 - delay])
        agrees(ours["w"], history[-1])


def test_gradients_that_wait_are_copies() -> None:
    """What the caller does with its arrays meanwhile changes nothing."""
    w, g = {"w": np.zeros(1)}, {"w": np.ones(1)}
    optimizer = AsynchronousDescent(GradientDescent(1.0), 1)
    optimizer.step(w, g)
    g["w"][:] = 50
    optimizer.step(w, g)
    agrees(w["w"], np.array([-1.0]))


@pytest.mark.parametrize("delay", [0, 1, 2, 4, 16])
def test_the_stable_rate_is_where_it_says(delay: int) -> None:
    """A little below the distance shrinks, a little above it grows; 2/λ without delay."""
    for share, settles in ((0.9, True), (1.1, False)):
        w = {"w": np.ones(1)}
        rate = share * largest_stable_rate(2.5, delay)
        optimizer = AsynchronousDescent(GradientDescent(rate), delay)
        path = []
        for _ in range(3000):
            optimizer.step(w, {"w": 2.5 * w["w"]})
            path.append(abs(w["w"][0]))
        assert (max(path[-100:]) < 1e-2) == settles
        assert (max(path[-100:]) > 1e2) == (not settles)
    assert largest_stable_rate(4.0) == pytest.approx(0.5)


def test_what_makes_no_sense_is_refused() -> None:
    """A worker without rows, a delay into the future, a slope that is flat."""
    with pytest.raises(ShapeError, match=r"each worker.*given: \[2, 0\].*array_split"):
        synchronous_gradient(_gradient, {"w": np.zeros(3)}, [np.arange(2), np.arange(0)])
    with pytest.raises(ShapeError, match=r"delay must.*given: -1"):
        AsynchronousDescent(GradientDescent(0.1), -1)
    with pytest.raises(ShapeError, match=r"curvature must.*given: 0"):
        largest_stable_rate(0)
