"""Big Bird's mask: exactly the window, the global words and so many by chance."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.attention import attention, big_bird_mask
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values

counts = st.integers(0, 4)


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 24), counts, counts, counts)
def test_each_row_has_its_window_its_globals_and_so_many_more(
    T: int, window: int, random: int, globals: int
) -> None:
    """Written from the definition; the random ones are new, and fewer only where none are left."""
    mask = big_bird_mask(T, np.random.default_rng(0), window=window, random=random, globals=globals)
    assert mask.dtype == np.bool_
    for t in range(T):
        fixed = [abs(t - s) <= window or s < globals or t < globals for s in range(T)]
        assert mask[t][fixed].all()
        assert mask[t].sum() == min(T, sum(fixed) + random)


def test_pairs_grow_in_proportion_to_the_length() -> None:
    """Twice the words: about twice the pairs, where a full mask has four times as many."""
    pairs = [big_bird_mask(T, np.random.default_rng(0)).sum() for T in (200, 400, 800)]
    for few, many in itertools.pairwise(pairs):
        assert 1.95 < many / few < 2.05
    assert pairs[-1] <= 800 * (2 * 3 + 1 + 3 + 2 * 2)


def test_two_layers_join_any_two_words() -> None:
    """By way of a global word; without one, not."""
    with_one = big_bird_mask(60, np.random.default_rng(0), window=1, random=0, globals=1)
    assert (with_one.astype(int) @ with_one.astype(int) > 0).all()
    without = big_bird_mask(60, np.random.default_rng(0), window=1, random=0, globals=0)
    assert not (without.astype(int) @ without.astype(int) > 0).all()
    agrees(without, without.T, 0)


def test_chance_is_seeded_and_spread() -> None:
    """The same seed, the same keys; each distant key is drawn about equally often."""
    draws = [
        big_bird_mask(30, np.random.default_rng(seed), window=0, random=5, globals=0)
        for seed in range(300)
    ]
    agrees(draws[3], big_bird_mask(30, np.random.default_rng(3), window=0, random=5, globals=0), 0)
    share = np.mean(draws, axis=0)[~np.eye(30, dtype=bool)]
    assert abs(share.mean() - 5 / 29) < 1e-12
    assert share.max() - share.min() < 0.2


def test_a_mask_of_everything_is_full_attention() -> None:
    """A window as long as the sequence hides nothing."""
    q, k, v = values(1, 6, 4), values(2, 6, 4), values(3, 6, 3)
    mask = big_bird_mask(6, np.random.default_rng(0), window=5, random=0, globals=0)
    agrees(attention(q, k, v, mask)[0], attention(q, k, v)[0], 0)


def test_negative_counts_are_refused() -> None:
    """And a sequence of nothing."""
    for T, window in ((0, 1), (5, -1)):
        with pytest.raises(ShapeError, match=r"no count negative; given: T .* window=0 leaves"):
            big_bird_mask(T, np.random.default_rng(0), window=window)
