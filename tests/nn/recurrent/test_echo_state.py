"""The echo state network: its radius, its readout, what it remembers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import Ridge

from heldout.nn.recurrent import EchoStateNetwork, memory_capacity, spectral_radius
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_the_radius_is_that_of_the_eigenvalues() -> None:
    """Not of the singular values, of which the largest is larger; a nilpotent matrix has 0."""
    agrees(spectral_radius(np.diag([1.0, -3.0, 2.0])), 3.0, 1e-12)
    agrees(spectral_radius(np.array([[0.0, 5.0], [0.0, 0.0]])), 0.0, 1e-12)
    weight = values(1, 5, 5)
    powers = np.linalg.norm(np.linalg.matrix_power(weight, 400)) ** (1 / 400)  # Gelfand, 1941
    assert abs(spectral_radius(weight) / powers - 1) < 0.02


@settings(max_examples=10, deadline=None)
@given(st.integers(2, 20), st.floats(0.1, 2))
def test_the_reservoir_has_the_radius_asked_for(units: int, radius: float) -> None:
    """Whatever its size."""
    network = EchoStateNetwork(1, units, np.random.default_rng(units), radius=radius)
    agrees(spectral_radius(network.weight_h), radius, 1e-9)


def test_states_follow_the_formula() -> None:
    """h ← tanh(x W + h U) from zeros, step by step, sample by sample; in float32 as well."""
    network = EchoStateNetwork(2, 5, np.random.default_rng(0))
    x = values(1, 3, 6, 2)
    h = np.zeros((3, 5))
    states = network.states(x)
    for t in range(6):
        h = np.tanh(x[:, t] @ network.weight_x + h @ network.weight_h)
        agrees(states[:, t], h, 1e-12)
    narrow = network.states(x.astype(np.float32))
    assert narrow.dtype == np.float32
    agrees(narrow, states, 1e-5)


def test_the_readout_is_ridge_regression() -> None:
    """scikit-learn's, on the states after the washout; the bias is not shrunk."""
    network = EchoStateNetwork(2, 7, np.random.default_rng(0))
    x, y = values(1, 3, 40, 2), values(2, 3, 40, 4) + 5
    reservoir = network.weight_h.copy()
    network.fit(x, y, washout=10, strength=0.3)
    ridge = Ridge(alpha=0.3).fit(network.states(x)[:, 10:].reshape(-1, 7), y[:, 10:].reshape(-1, 4))
    agrees(network.parameters["weight"], ridge.coef_.T, 1e-7)
    agrees(network.parameters["bias"], ridge.intercept_, 1e-7)
    agrees(network.predict(x)[0], ridge.predict(network.states(x)[0]), 1e-7)
    agrees(network.weight_h, reservoir, 0)  # never trained


def test_the_readout_is_where_the_squared_error_has_no_slope() -> None:
    """Moving any weight of the readout makes error plus penalty larger."""
    network = EchoStateNetwork(1, 4, np.random.default_rng(0))
    x, y = values(1, 1, 60, 1), values(2, 1, 60, 1)
    network.fit(x, y, washout=20, strength=0.5)
    h = network.states(x)[0, 20:]

    def cost(weight: np.ndarray, bias: np.ndarray) -> float:
        return float(((h @ weight + bias - y[0, 20:]) ** 2).sum() + 0.5 * (weight**2).sum())

    weight, bias = network.parameters["weight"], network.parameters["bias"]
    for step in (-1e-3, 1e-3):
        for place in range(4):
            moved = weight.copy()
            moved[place] += step
            assert cost(moved, bias) > cost(weight, bias)
        assert cost(weight, bias + step) > cost(weight, bias)


def test_below_radius_one_the_start_is_forgotten() -> None:
    """Two pasts, one present: the states meet. This is the echo state property."""
    network = EchoStateNetwork(1, 30, np.random.default_rng(0), radius=0.8)
    x = np.random.default_rng(1).uniform(-1, 1, (1, 200, 1))
    other = x.copy()
    other[:, :20] = 1
    apart = np.abs(network.states(x) - network.states(other)).max(axis=(0, 2))
    assert apart[19] > 0.1
    assert apart[-1] < 1e-9


def test_capacity_is_at_most_the_number_of_units() -> None:
    """Each lag from 0 to 1, and their sum no more than H."""
    for units in (1, 4, 12):
        network = EchoStateNetwork(1, units, np.random.default_rng(0))
        told = memory_capacity(network, np.random.default_rng(1), lags=30, steps=3000)
        assert told.shape == (30,)
        assert (told >= 0).all()
        assert (told <= 1).all()
        assert 0.5 < told.sum() < units + 0.2  # squared correlations of noise add a little


def test_without_recurrence_nothing_is_remembered() -> None:
    """Radius near 0: the state tells the present input and no earlier one."""
    network = EchoStateNetwork(1, 20, np.random.default_rng(0), radius=1e-9)
    assert memory_capacity(network, np.random.default_rng(1), lags=5).max() < 0.05


def test_what_does_not_fit_is_named() -> None:
    """A readout before it is fitted, targets of another length, a washout that leaves nothing."""
    network = EchoStateNetwork(1, 4, np.random.default_rng(0))
    x = values(1, 1, 10, 1)
    with pytest.raises(ShapeError, match="Call fit first"):
        network.predict(x)
    with pytest.raises(ShapeError, match=r"a row for each step of x.*; given: .* Shorten"):
        network.fit(x, x[:, 1:], washout=2)
    with pytest.raises(ShapeError, match="left after the washout"):
        network.fit(x, x, washout=10)
    with pytest.raises(ShapeError, match="x must have shape"):
        network.states(x[0])
    with pytest.raises(ShapeError, match="square"):
        spectral_radius(np.ones((2, 3)))
