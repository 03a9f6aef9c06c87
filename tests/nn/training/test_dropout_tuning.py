"""The tuner draws drop rates uniformly, and sorts what it found."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from heldout.nn.shapes import ShapeError
from heldout.nn.training import best_trial, tune_dropout


def test_rates_are_uniform_and_come_back_rising() -> None:
    """From 0 up to 1, 1 left out; one score for each, its own."""
    trials = tune_dropout(lambda rate: -rate, 500, np.random.default_rng(0))
    rates = [trial.settings["rate"] for trial in trials]
    assert rates == sorted(rates)
    assert 0 <= rates[0] < 0.02
    assert 0.98 < rates[-1] < 1
    assert stats.kstest(rates, stats.uniform.cdf).pvalue > 0.01
    assert [trial.score for trial in trials] == [-rate for rate in rates]


def test_the_best_rate_is_near_the_peak() -> None:
    """The best of n draws is 1/2n away in the mean; here within 3/n."""
    trials = tune_dropout(lambda rate: -abs(rate - 0.3), 60, np.random.default_rng(1))
    assert best_trial(trials).settings["rate"] == pytest.approx(0.3, abs=3 / 60)


def test_a_narrower_interval_is_kept_to() -> None:
    """Both ends."""
    trials = tune_dropout(lambda rate: 0.0, 50, np.random.default_rng(2), low=0.2, high=0.6)
    assert all(0.2 <= trial.settings["rate"] < 0.6 for trial in trials)


def test_rates_outside_are_refused() -> None:
    """With what must hold, what was given and what to do."""
    with pytest.raises(ShapeError, match=r"0 ≤ low < high ≤ 1 must hold; given: 0\.5, 1\.5\."):
        tune_dropout(lambda rate: 0.0, 3, np.random.default_rng(0), low=0.5, high=1.5)
