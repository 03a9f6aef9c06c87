"""When the batch grows, so may the learning rate.

    linear        η = η₀ · b/b₀          stochastic gradient descent
    square root   η = η₀ · √(b/b₀)       Adam and its kin

k steps of rate η on batches of b make about the step of one of rate kη on a batch of kb, as long as
the gradient hardly changes meanwhile: epochs to a given loss then stay the same. The trap is the
limit: curvature caps the rate at 2/λ_max whatever the batch, so that beyond some batch the scaled
rate diverges; a warmup moves the limit but does not remove it.
Source: Goyal et al., 2017, section 2.1; square root: Krizhevsky, 2014, section 5; Malladi et al.,
2022.
"""

from __future__ import annotations

from ..shapes import must

__all__ = ["linear_scaling", "square_root_scaling"]


def linear_scaling(rate: float, batch: int, base_batch: int) -> float:
    """The rate for this batch, given one that is right for the base batch, by the linear rule."""
    return rate * _ratio(batch, base_batch)


def square_root_scaling(rate: float, batch: int, base_batch: int) -> float:
    """The rate for this batch, given one that is right for the base batch, by the root rule."""
    return rate * _ratio(batch, base_batch) ** 0.5


def _ratio(batch: int, base_batch: int) -> float:
    must(min(batch, base_batch) >= 1, "batches must hold samples", (batch, base_batch), "Count.")
    return batch / base_batch
