"""The sizes of gradients, layer by layer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.diagnostics import GradientMonitor, gradient_sizes
from heldout.nn.shapes import ShapeError

from ..oracle import distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_a_size_is_the_root_mean_square(shape: tuple[int, ...]) -> None:
    """The norm over the root of the count, proportional to the gradient."""
    g = values(0, *shape)
    sizes = gradient_sizes({"g": g, "twice": -2 * g})
    assert sizes["g"] == pytest.approx(np.linalg.norm(g) / g.size**0.5)
    assert sizes["twice"] == pytest.approx(2 * sizes["g"])


def test_what_is_huge_tiny_empty_or_no_number_has_its_size() -> None:
    """Squares neither overflow nor vanish."""
    sizes = gradient_sizes(
        {
            "half": np.full(3, 6e4, np.float16),
            "huge": np.full(3, 1e300),
            "tiny": np.full(3, 1e-300),
            "zero": np.zeros(3),
            "none": np.zeros(0),
            "inf": np.array([1, np.inf]),
            "nan": np.array([1, np.nan]),
        }
    )
    assert sizes["half"] == pytest.approx(6e4, rel=1e-3)
    assert sizes["huge"] == pytest.approx(1e300)
    assert sizes["tiny"] == pytest.approx(1e-300)
    assert sizes["zero"] == sizes["none"] == 0
    assert sizes["inf"] == np.inf
    assert np.isnan(sizes["nan"])


def test_the_monitor_tells_vanishing_from_healthy() -> None:
    """By medians, which one wild step does not move."""
    monitor = GradientMonitor()
    for step in range(9):
        wild = 1e6 if step == 4 else 1.0
        monitor.record({"first": wild * np.full(4, 1e-8), "last": wild * np.full(2, 1e-1)})
    assert monitor.ratio("first", "last") == pytest.approx(1e-7)
    assert monitor.medians() == pytest.approx({"first": 1e-8, "last": 1e-1})
    assert monitor.spikes() == [4]
    assert monitor.spikes(1e7) == []


def test_a_gradient_that_is_no_number_is_a_spike() -> None:
    """As an infinite one is."""
    monitor = GradientMonitor()
    for value in (1.0, np.nan, 1.0, np.inf, 1.0):
        monitor.record({"w": np.array([value]), "v": np.ones(2)})
    assert monitor.medians() == {"w": 1.0, "v": 1.0}
    assert monitor.spikes() == [1, 3]


def test_a_layer_without_gradient_has_no_ratio() -> None:
    """0/0 is no number; layers and steps must be known."""
    monitor = GradientMonitor()
    with pytest.raises(ShapeError, match=r"seen gradients.*given: none.*record"):
        monitor.medians()
    monitor.record({"a": np.zeros(2), "b": np.zeros(2)})
    assert np.isnan(monitor.ratio("a", "b"))
    with pytest.raises(ShapeError, match=r"both must be logged.*given: \('a', 'c'\)"):
        monitor.ratio("a", "c")
