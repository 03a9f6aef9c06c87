"""Drawing with and without replacement."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import missed_share, out_of_bag, with_replacement, without_replacement
from heldout.nn.shapes import ShapeError


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 30), st.integers(0, 99))
def test_without_replacement_no_row_comes_twice(samples: int, seed: int) -> None:
    """And all come, when as many are drawn as there are."""
    rng = np.random.default_rng(seed)
    assert sorted(without_replacement(samples, samples, rng)) == list(range(samples))
    some = without_replacement(samples, samples // 2, rng)
    assert len(set(some.tolist())) == samples // 2


def test_every_order_is_equally_likely() -> None:
    """The 12 ways to draw 2 of 4, over 12,000 draws; a naive swap would favour some."""
    rng = np.random.default_rng(0)
    seen = Counter(tuple(without_replacement(4, 2, rng).tolist()) for _ in range(12_000))
    assert set(seen) == set(itertools.permutations(range(4), 2))
    assert all(abs(times - 1000) < 150 for times in seen.values())


def test_with_replacement_a_third_is_missed() -> None:
    """36.8 % of 20,000 rows, as the formula says; what was not drawn is out of the bag."""
    rng = np.random.default_rng(1)
    drawn = with_replacement(20_000, 20_000, rng)
    left = out_of_bag(20_000, drawn)
    assert not set(left.tolist()) & set(drawn.tolist())
    assert len(left) + len(set(drawn.tolist())) == 20_000
    assert len(left) / 20_000 == pytest.approx(1 / np.e, abs=0.01)
    assert missed_share(20_000, 20_000) == pytest.approx(1 / np.e, abs=1e-4)


def test_the_expected_share_is_exact_for_small_numbers() -> None:
    """All 27 ways to draw 3 of 3, counted."""
    missed = [3 - len(set(draw)) for draw in itertools.product(range(3), repeat=3)]
    assert missed_share(3, 3) == pytest.approx(np.mean(missed) / 3)


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"count: 0 to 3, the rows; given: 4. Or put them back"):
        without_replacement(3, 4, rng)
    with pytest.raises(ShapeError, match=r"samples and count are numbers; given: \(0, 2\)"):
        with_replacement(0, 2, rng)
