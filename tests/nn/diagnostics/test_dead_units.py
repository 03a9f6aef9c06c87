"""Units that never answer."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.diagnostics import DeadUnits
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(2))
def test_dead_is_zero_on_every_sample_of_every_batch(sizes: tuple[int, ...]) -> None:
    """Whatever the batches are; as the whole set at once."""
    K, parts = sizes
    h = np.maximum(values(0, 4 * parts, K) - 1.2, 0)
    together, split = DeadUnits(), DeadUnits()
    together.record(h)
    for batch in np.array_split(h, parts):
        split.record(batch)
    agrees(split.dead(), (h == 0).all(axis=0))
    agrees(together.dead(), split.dead())
    assert split.share() == pytest.approx((h == 0).all(axis=0).mean())


def test_one_batch_is_not_the_data() -> None:
    """A unit for a rare class is silent in most batches."""
    units, rare = DeadUnits(), np.zeros((10, 2))
    units.record(rare)
    assert units.share() == 1
    rare[3, 1] = 0.5
    units.record(rare)
    agrees(units.dead(), np.array([True, False]))


def test_a_unit_that_is_stuck_elsewhere_is_constant() -> None:
    """A tanh at −1: not dead, and says nothing."""
    units = DeadUnits()
    units.record(np.array([[-1, 0.2, 0.0], [-1, 0.5, 0.0], [-1 + 1e-9, 0.1, 0.0]]))
    agrees(units.dead(), np.array([False, False, True]))
    agrees(units.constant(), np.array([False, False, True]))
    agrees(units.constant(1e-6), np.array([True, False, True]))


def test_a_channel_is_a_unit() -> None:
    """Silent at every place of every image, channels last."""
    h = np.zeros((2, 5, 5, 3))
    h[1, 4, 2, 0] = 1
    units = DeadUnits()
    units.record(h)
    agrees(units.dead(), np.array([False, True, True]))


def test_unmoved_by_an_empty_batch_and_told_what_is_missing() -> None:
    """Nothing seen has no answer; another layer is refused."""
    units = DeadUnits()
    units.record(np.zeros((0, 3)))
    with pytest.raises(ShapeError, match=r"seen activations.*given: none.*record"):
        units.share()
    units.record(np.zeros((2, 3)))
    with pytest.raises(ShapeError, match=r"units: \(3,\); given: \(4,\).*One layer"):
        units.record(np.zeros((2, 4)))
    with pytest.raises(ShapeError, match=r"activations must be \(\.\.\., K\)"):
        units.record(np.zeros(3))
