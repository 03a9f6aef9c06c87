"""Splits into training, validation and test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import grouped_split, split, stratified_split
from heldout.nn.shapes import ShapeError

SHARES = st.sampled_from(
    [(1.0,), (0.8, 0.2), (0.6, 0.2, 0.2), (0.5, 0.0, 0.25, 0.25), (1 / 3,) * 3]
)


def _each_row_once(parts: list[np.ndarray], samples: int) -> None:
    np.testing.assert_array_equal(np.sort(np.concatenate(parts)), np.arange(samples))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), SHARES, st.integers(0, 99))
def test_parts_share_no_row_and_miss_none(
    samples: int, shares: tuple[float, ...], seed: int
) -> None:
    """Their sizes are the shares, up to one row."""
    parts = split(samples, shares, np.random.default_rng(seed))
    _each_row_once(parts, samples)
    assert all(
        abs(len(part) - share * samples) < 1 for part, share in zip(parts, shares, strict=True)
    )


def test_round_shares_give_round_sizes() -> None:
    """0.29 of 100 is 29, though 0.29 · 100 is 28.999999999999996."""
    parts = split(100, (0.29, 0.71), np.random.default_rng(0))
    assert [len(part) for part in parts] == [29, 71]


def test_the_same_seed_gives_the_same_parts_and_each_row_is_equally_likely() -> None:
    """Over 4,000 splits, each of 8 rows is in the quarter for 1/4 of them."""
    one, other = (split(50, (0.5, 0.5), np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(one[0], other[0])
    rng = np.random.default_rng(0)
    drawn = np.concatenate([split(8, (0.25, 0.75), rng)[0] for _ in range(4000)])
    np.testing.assert_allclose(np.bincount(drawn, minlength=8) / 4000, 0.25, atol=0.03)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=60), SHARES, st.integers(0, 99))
def test_stratified_parts_have_each_class_by_its_share(
    classes: list[int], shares: tuple[float, ...], seed: int
) -> None:
    """Up to one row of each class, in each part."""
    target = np.array(classes, dtype=int)
    parts = stratified_split(target, shares, np.random.default_rng(seed))
    _each_row_once(parts, len(target))
    for one in range(4):
        total = (target == one).sum()
        for part, share in zip(parts, shares, strict=True):
            assert abs((target[part] == one).sum() - share * total) < 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 8), max_size=60), SHARES, st.integers(0, 99))
def test_a_group_is_never_on_two_sides(
    groups: list[int], shares: tuple[float, ...], seed: int
) -> None:
    """Each row once, each group in one part."""
    member = np.array(groups, dtype=int)
    parts = grouped_split(member, shares, np.random.default_rng(seed))
    _each_row_once(parts, len(member))
    sides = [set(member[part].tolist()) for part in parts]
    assert sum(map(len, sides)) == len(set(groups))


def test_small_groups_reach_the_shares() -> None:
    """200 groups of 5: within one group of 60, 20 and 20 percent; names may be words."""
    groups = np.array([f"patient {n // 5}" for n in range(1000)])
    parts = grouped_split(groups, (0.6, 0.2, 0.2), np.random.default_rng(3))
    assert np.abs(np.array([len(part) for part in parts]) - [600, 200, 200]).max() <= 5


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"add up to 1; given: \(0.6, 0.6\). 0.6, 0.2 and 0.2"):
        split(9, (0.6, 0.6), rng)
    with pytest.raises(ShapeError, match=r"classes must have shape \(N,\); given: shape \(3, 2\)"):
        stratified_split(np.ones((3, 2), dtype=int), (0.5, 0.5), rng)
    with pytest.raises(ShapeError, match=r"groups must have shape \(N,\)"):
        grouped_split(np.ones((3, 2), dtype=int), (0.5, 0.5), rng)
