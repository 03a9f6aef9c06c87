"""The posterior of the drop rate against SciPy and against simulation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from heldout.nn.layers import Beta, drop_rate_posterior
from heldout.nn.shapes import ShapeError

from ..oracle import agrees


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.2, 5), st.floats(0.2, 5))
def test_it_is_scipys_beta(dropped: int, kept: int, a: float, b: float) -> None:
    """Mean, variance and density, for any prior."""
    posterior = drop_rate_posterior(dropped, dropped + kept, Beta(a, b))
    expected = stats.beta(a + dropped, b + kept)
    rates = np.linspace(0.05, 0.95, 7)
    agrees(posterior.mean, expected.mean(), 1e-10)
    agrees(posterior.variance, expected.var(), 1e-10)
    agrees(posterior.density(rates), expected.pdf(rates), 1e-8)


def test_four_of_four() -> None:
    """Beta(5, 1): density 5θ⁴, mean 5/6, and not 1."""
    posterior = drop_rate_posterior(4, 4)
    assert posterior == Beta(5, 1)
    assert posterior.mean == pytest.approx(5 / 6)
    rates = np.linspace(0, 1, 11)
    agrees(posterior.density(rates), 5 * rates**4, 1e-12)


def test_it_is_what_a_simulation_leaves() -> None:
    """Draw a rate and ten units: among the trials with seven dropped, the rates are Beta(8, 4)."""
    rng = np.random.default_rng(0)
    rates = rng.random(200_000)
    left = rates[rng.binomial(10, rates) == 7]
    posterior = drop_rate_posterior(7, 10)
    assert left.mean() == pytest.approx(posterior.mean, abs=0.005)
    assert left.var() == pytest.approx(posterior.variance, abs=0.001)


def test_seeing_units_one_after_the_other_is_seeing_them_at_once() -> None:
    """The posterior of the first is the prior of the next; no units leave the prior."""
    first = drop_rate_posterior(2, 5)
    assert drop_rate_posterior(1, 4, first) == drop_rate_posterior(3, 9)
    assert drop_rate_posterior(0, 0) == Beta(1, 1)


def test_the_density_takes_small_types_and_edges() -> None:
    """Infinite at 0 for a below 1."""
    assert Beta(2, 2).density(np.linspace(0, 1, 3, dtype=np.float32)).dtype == np.float32
    assert Beta(0.5, 2).density(np.zeros(1))[0] == np.inf


def test_what_cannot_be_is_told() -> None:
    """More dropped than there were; a rate above 1."""
    with pytest.raises(ShapeError, match=r"from 0 to units; given: 5 of 4.*first"):
        drop_rate_posterior(5, 4)
    with pytest.raises(ShapeError, match=r"rates lie from 0 to 1"):
        Beta(1, 1).density(np.array([1.5]))
