"""Random draws: their distributions, and what many of them find."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from heldout.nn.shapes import ShapeError
from heldout.nn.training import (
    chance_of_top,
    distinct_values,
    log_uniform,
    random_search,
    uniform,
)


def test_the_draws_have_the_distributions_of_scipy() -> None:
    """Kolmogorov and Smirnov see no difference over 2,000 draws."""
    rng = np.random.default_rng(0)
    plain = [uniform(-2, 3)(rng) for _ in range(2000)]
    scaled = [log_uniform(1e-5, 1)(rng) for _ in range(2000)]
    assert stats.kstest(plain, stats.uniform(-2, 5).cdf).pvalue > 0.01
    assert stats.kstest(scaled, stats.loguniform(1e-5, 1).cdf).pvalue > 0.01
    assert all(isinstance(value, float) for value in (plain[0], scaled[0]))


def test_on_a_log_scale_every_factor_of_ten_gets_its_share() -> None:
    """A fifth of five each, where uniform draws put nine tenths into the last."""
    rng = np.random.default_rng(1)
    decade = [math.floor(math.log10(log_uniform(1e-5, 1)(rng))) for _ in range(4000)]
    assert np.allclose(np.bincount(np.array(decade) + 5) / 4000, 0.2, atol=0.03)
    last = np.mean([uniform(1e-5, 1)(rng) >= 0.1 for _ in range(4000)])
    assert last == pytest.approx(0.9, abs=0.02)


def test_every_trial_draws_every_axis_anew() -> None:
    """n trials, n values of each; settings by name; one call for each."""
    rng = np.random.default_rng(2)
    axes = {"rate": log_uniform(1e-4, 1), "drop": uniform(0, 1)}
    trials = random_search(lambda rate, drop: rate - drop, axes, 9, rng)
    assert distinct_values(trials) == {"rate": 9, "drop": 9}
    assert all(t.score == t.settings["rate"] - t.settings["drop"] for t in trials)


def test_the_seed_decides() -> None:
    """Same seed, same trials."""
    axes = {"rate": uniform(0, 1)}
    first, again, other = (
        random_search(lambda rate: rate, axes, 5, np.random.default_rng(seed)) for seed in (3, 3, 4)
    )
    assert first == again
    assert first != other


@settings(max_examples=25, deadline=None)
@given(st.floats(0.01, 0.5), st.integers(1, 40))
def test_the_chance_of_the_top_is_that_of_not_always_missing(share: float, trials: int) -> None:
    """Against the binomial distribution; and doubling the trials squares the misses."""
    assert chance_of_top(share, trials) == pytest.approx(stats.binom.sf(0, trials, share))
    missed = 1 - chance_of_top(share, trials)
    assert 1 - chance_of_top(share, 2 * trials) == pytest.approx(missed**2, abs=1e-12)


def test_fifty_nine_trials_find_the_top_five_percent() -> None:
    """With 95 %, whatever the number of axes; 58 do not."""
    assert chance_of_top(0.05, 58) < 0.95 < chance_of_top(0.05, 59)
    assert (chance_of_top(0, 9), chance_of_top(1, 1)) == (0, 1)


def test_what_makes_no_sense_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"0 < low < high must hold; given: 0 and 1\. 0 has no"):
        log_uniform(0, 1)
    with pytest.raises(ShapeError, match="low must lie below high"):
        uniform(1, 1)
    with pytest.raises(ShapeError, match="trials must be at least 1"):
        random_search(lambda: 0.0, {}, 0, np.random.default_rng(0))
    with pytest.raises(ShapeError, match="share must lie from 0 to 1"):
        chance_of_top(1.5, 3)
