"""All masks of the units, and which of them leave a path."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import subnetwork_masks, usable_subnetworks
from heldout.nn.shapes import ShapeError


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=3))
def test_each_subset_is_there_once(layers: list[int]) -> None:
    """And it is usable when a walk from an input to the output finds kept units all the way."""
    masks, usable = subnetwork_masks(layers)
    n = sum(layers)
    assert {tuple(mask) for mask in masks.tolist()} == set(
        itertools.product([False, True], repeat=n)
    )
    assert len(masks) == 2**n
    starts = np.cumsum([0, *layers])
    for mask, leads in zip(masks, usable, strict=True):
        units = [range(a, b) for a, b in itertools.pairwise(starts)]
        walks = itertools.product(*units)
        assert leads == any(all(mask[unit] for unit in walk) for walk in walks)
    assert usable.sum() == usable_subnetworks(layers)


def test_two_inputs_and_two_hidden_units() -> None:
    """Sixteen masks, nine usable."""
    masks, usable = subnetwork_masks([2, 2])
    assert len(masks) == 16
    assert usable.sum() == usable_subnetworks([2, 2]) == 9


def test_an_unusable_one_gives_a_constant() -> None:
    """Its output does not depend on the inputs; a usable one's does."""
    rng = np.random.default_rng(0)
    inputs, hidden, output = rng.normal(size=(50, 2)), rng.random((2, 2)), rng.random((2, 1))
    masks, usable = subnetwork_masks([2, 2])
    for mask, leads in zip(masks, usable, strict=True):
        y = np.maximum(inputs * mask[:2] @ hidden, 0) * mask[2:] @ output
        assert (np.ptp(y) > 0) == leads


def test_wide_nets_are_counted_and_not_listed() -> None:
    """ShapeError says how to count instead."""
    assert usable_subnetworks([784, 100]) == (2**784 - 1) * (2**100 - 1)
    with pytest.raises(ShapeError, match=r"1 to 20 units.*\(784, 100\).*usable_subnetworks"):
        subnetwork_masks([784, 100])
