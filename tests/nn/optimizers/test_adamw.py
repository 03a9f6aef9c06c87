"""AdamW's decay, which the gradient does not touch."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers import Adam, AdamW
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_without_decay_it_is_adam() -> None:
    """Step by step."""
    a, b = {"x": values(0, 4)}, {"x": values(0, 4)}
    adam, adamw = Adam(0.1), AdamW(0.1, decay=0)
    for step in range(10):
        adam.step(a, {"x": values(step, 4)})
        adamw.step(b, {"x": values(step, 4)})
    agrees(a["x"], b["x"], 1e-15)


def test_the_decay_is_the_same_for_weights_with_large_and_small_gradients() -> None:
    """The difference to Adam after one step is ηλθ for each."""
    a, b = {"x": np.ones(2)}, {"x": np.ones(2)}
    g = {"x": np.array([1e-3, 1e3])}
    Adam(0.1).step(a, g)
    AdamW(0.1, decay=0.5).step(b, g)
    agrees(a["x"] - b["x"], np.full(2, 0.05))


def test_biases_may_be_left_out() -> None:
    """And a schedule may set the rate, which the decay follows."""
    optimizer = AdamW(0.1, decay=0.5, undecayed=["bias"])
    optimizer.learning_rate = 0.2
    assert optimizer.learning_rate == 0.2
    p = {"weight": np.ones(2), "bias": np.ones(2)}
    optimizer.step(p, {name: np.zeros(2) for name in p})
    agrees(p["weight"], np.full(2, 0.9))
    agrees(p["bias"], np.ones(2))


def test_weights_do_not_grow_by_decay() -> None:
    """A negative decay is refused."""
    with pytest.raises(ShapeError, match=r"decay must.*given: -1.*grow"):
        AdamW(decay=-1)
