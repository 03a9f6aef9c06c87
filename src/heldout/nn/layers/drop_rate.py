"""What the units seen to drop tell about the rate: Bernoulli trials with a Beta prior.

    prior Beta(a, b), k of n dropped   →   posterior Beta(a + k, b + n − k)
    mean (a + k) / (a + b + n)             p(θ) = θᵃ⁻¹ (1 − θ)ᵇ⁻¹ Γ(a + b) / (Γ(a) Γ(b))

Letters: θ the probability to drop, n units seen, k of them dropped. The uniform prior is
Beta(1, 1). All four of four dropped: Beta(5, 1), density 5θ⁴, mean 5/6. The trap is to answer with
k/n = 1, the most probable value: after four units nobody knows the rate that well, and the mean,
which is the chance that the next unit drops too, says so.
Source: Laplace's rule of succession, 1774.
"""

from __future__ import annotations

from math import exp, lgamma
from typing import NamedTuple

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["Beta", "drop_rate_posterior"]


class Beta(NamedTuple):
    """A distribution of a probability, by a − 1 drops and b − 1 keeps seen from a uniform start."""

    a: float
    b: float

    @property
    def mean(self) -> float:
        """The expected rate, and the chance that the next unit is dropped."""
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        """How unsure it is: falls with the number of units seen."""
        total = self.a + self.b
        return self.a * self.b / (total**2 * (total + 1))

    def density(self, rate: Array) -> Array:
        """p(θ) at each rate from 0 to 1."""
        rate = floating("rate", rate)
        must(bool(((rate >= 0) & (rate <= 1)).all()), "rates lie from 0 to 1", rate, "Divide.")
        scale = exp(lgamma(self.a + self.b) - lgamma(self.a) - lgamma(self.b))
        with np.errstate(divide="ignore"):  # below a = 1 it is infinite at 0, below b = 1 at 1
            return scale * rate ** (self.a - 1) * (1 - rate) ** (self.b - 1)


_UNIFORM = Beta(1, 1)


def drop_rate_posterior(dropped: int, units: int, prior: Beta = _UNIFORM) -> Beta:
    """What is known of the drop rate after so many of so many units were dropped."""
    must(
        0 <= dropped <= units,
        "dropped must lie from 0 to units",
        f"{dropped} of {units}",
        "Give the number dropped first, then the number of units.",
    )
    return Beta(prior.a + dropped, prior.b + units - dropped)
