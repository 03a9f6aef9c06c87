"""One hidden layer draws any polyline."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.models import polyline_network
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


@settings(max_examples=25, deadline=None)
@given(points=st.integers(2, 12), seed=st.integers(0, 99))
def test_it_is_linear_interpolation(points: int, seed: int) -> None:
    """NumPy's, between the first knot and the last."""
    knots = np.cumsum(0.1 + np.abs(values(seed, points)))
    heights = values(seed + 1, points)
    x = np.linspace(knots[0], knots[-1], 57)
    y, _ = polyline_network(knots, heights).forward(x[:, None])
    agrees(y[:, 0], np.interp(x, knots, heights), 1e-9)


def test_outside_it_goes_on_as_it_says() -> None:
    """Level on the left, along the last slope on the right."""
    network = polyline_network(np.array([0.0, 1.0, 2.0]), np.array([5.0, 5.0, 7.0]))
    y, _ = network.forward(np.array([[-3.0], [4.0]]))
    agrees(y[:, 0], [5, 11])


@pytest.mark.parametrize("width", [4, 8, 16, 32])
def test_the_error_for_a_sine_is_below_the_bound(width: int) -> None:
    """M h²/8 with M = 1, and not by much: the width is used."""
    knots = np.linspace(-np.pi, np.pi, width + 1)
    x = np.linspace(-np.pi, np.pi, 4001)
    y, _ = polyline_network(knots, np.sin(knots)).forward(x[:, None])
    bound = (2 * np.pi / width) ** 2 / 8
    assert 0.6 * bound < np.abs(y[:, 0] - np.sin(x)).max() <= bound


def test_it_is_linear_in_the_values() -> None:
    """The law of interpolation: of a sum it is the sum."""
    knots, a, b = np.arange(5.0), values(1, 5), values(2, 5)
    x = np.linspace(0, 4, 31)[:, None]
    both, _ = polyline_network(knots, 2 * a - b).forward(x)
    agrees(
        both,
        2 * polyline_network(knots, a).forward(x)[0] - polyline_network(knots, b).forward(x)[0],
    )


def test_types_stay() -> None:
    """float32 knots make a float32 network."""
    network = polyline_network(np.arange(3, dtype=np.float32), np.ones(3, np.float32))
    assert network.forward(np.ones((1, 1), np.float32))[0].dtype == np.float32


def test_knots_that_do_not_rise_are_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"rising; given: .*np\.unique"):
        polyline_network(np.array([0.0, 2.0, 1.0]), np.zeros(3))
    with pytest.raises(ShapeError, match="values must be 3"):
        polyline_network(np.arange(3.0), np.zeros(2))
