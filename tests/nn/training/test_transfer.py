"""A new head on an old body, and what frozen means."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import Parameters, ShapeError
from heldout.nn.training import random_head, swap_head, unfrozen

from ..oracle import values


def _network() -> Parameters:
    return {
        "weight1": values(0, 4, 5),
        "bias1": values(1, 5),
        "weight2": values(2, 5, 3),
        "bias2": values(3, 3),
    }


def test_the_body_is_copied_and_the_head_replaced() -> None:
    """Names and order stay; training the new network leaves the source alone."""
    source = _network()
    before = {name: array.copy() for name, array in source.items()}
    head = random_head(5, 2, np.random.default_rng(0), weight="weight2", bias="bias2")
    target = swap_head(source, head)
    assert list(target) == list(source)
    assert target["weight2"].shape == (5, 2)
    assert np.array_equal(target["weight1"], source["weight1"])
    for array in target.values():
        array += 1
    assert all(np.array_equal(source[name], before[name]) for name in source)
    assert np.array_equal(head["bias2"], np.zeros(2))


def test_a_head_keeps_the_variance_of_its_features() -> None:
    """Weights of variance 1/D, so that scores of unit features have variance 1; bias 0."""
    rng = np.random.default_rng(1)
    head = random_head(300, 200, rng)
    assert head["weight"].var() == pytest.approx(1 / 300, rel=0.02)
    assert (rng.standard_normal((500, 300)) @ head["weight"]).var() == pytest.approx(1, rel=0.03)
    assert not head["bias"].any()


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
def test_a_head_has_the_type_of_its_body(dtype: type[np.floating]) -> None:
    """As it is asked for."""
    head = random_head(3, 2, np.random.default_rng(0), dtype=dtype)
    assert {array.dtype for array in head.values()} == {np.dtype(dtype)}


def test_what_is_frozen_does_not_move_and_the_rest_does() -> None:
    """Bit for bit, through ten steps of Adam; the model's own arrays are those that move."""
    network = _network()
    before = {name: array.copy() for name, array in network.items()}
    trained = unfrozen(network, ["weight1", "bias1"])
    assert trained["weight2"] is network["weight2"]
    optimizer = Adam(0.1)
    for _ in range(10):
        optimizer.step(trained, {name: np.ones_like(array) for name, array in network.items()})
    moved = {name for name in network if not np.array_equal(network[name], before[name])}
    assert moved == {"weight2", "bias2"}


def test_a_gradient_of_zero_does_not_freeze() -> None:
    """Adam goes on by what it remembers: the trap that leaving out avoids."""
    network = _network()
    optimizer = Adam(0.1)
    optimizer.step(network, {name: np.ones_like(array) for name, array in network.items()})
    before = network["weight1"].copy()
    optimizer.step(network, {name: np.zeros_like(array) for name, array in network.items()})
    assert np.abs(network["weight1"] - before).min() > 0.01


def test_names_that_do_not_fit_are_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"names of the parameters; given: \['weight9'\].*Name it"):
        swap_head(_network(), {"weight9": np.ones((5, 2))})
    with pytest.raises(ShapeError, match="given: no names"):
        swap_head(_network(), {})
    with pytest.raises(ShapeError, match=r"given: \['weigth1'\].*misspelt"):
        unfrozen(_network(), ["weigth1"])
    with pytest.raises(ShapeError, match="a head needs sizes"):
        random_head(0, 2, np.random.default_rng(0))
