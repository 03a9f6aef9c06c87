"""A snapshot stays what it was, and goes back into the arrays that are there."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.optimizers.adam import Adam
from heldout.nn.shapes import ShapeError
from heldout.nn.training import restore, snapshot

from .softmax_regression import loss_on, problem, zeros


def test_steps_do_not_reach_it() -> None:
    """Where a copy of the dictionary follows every one of them."""
    x, y = problem(0)
    parameters = zeros()
    kept, trap = snapshot(parameters), dict(parameters)
    Adam(0.1).step(parameters, loss_on(x, y, parameters)(np.arange(40))[1])
    assert np.array_equal(kept["weight"], np.zeros((3, 4)))
    assert np.array_equal(trap["weight"], parameters["weight"])
    assert np.abs(parameters["weight"]).max() > 0


def test_restoring_writes_into_the_same_arrays() -> None:
    """So that whoever holds them sees it; and the snapshot stays apart."""
    parameters = zeros()
    kept, held = snapshot(parameters), parameters["weight"]
    held += 5
    restore(parameters, kept)
    assert parameters["weight"] is held
    assert np.array_equal(held, np.zeros((3, 4)))
    held += 1
    assert np.array_equal(kept["weight"], np.zeros((3, 4)))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_type_stays(dtype: type[np.floating]) -> None:
    """There and back."""
    parameters = {"weight": np.arange(6, dtype=dtype).reshape(2, 3)}
    kept = snapshot(parameters)
    assert kept["weight"].dtype == dtype
    parameters["weight"][:] = 0
    restore(parameters, kept)
    assert parameters["weight"].dtype == dtype
    assert np.array_equal(parameters["weight"], kept["weight"])


def test_other_shapes_restore_nothing() -> None:
    """A head that was swapped in between is told, and the body is not half restored."""
    parameters = {"body": np.ones(2), "head": np.ones((2, 3))}
    kept = {"body": np.zeros(2), "head": np.zeros((2, 4))}
    with pytest.raises(ShapeError, match=r"names and shapes.*given.*head.*before the swap"):
        restore(parameters, kept)
    assert np.array_equal(parameters["body"], np.ones(2))
