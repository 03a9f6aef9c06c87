"""The first test of any net: can it learn a handful of samples by heart?

    the same batch, again and again          passes when the loss falls below a share of its start

Any net with more weights than the batch has numbers can; one that cannot has a fault in its
gradient, its labels, its optimizer or its rate, and more data or epochs will not help. It takes
seconds, where training takes hours. The traps: switch dropout, augmentation and penalties off
first, since they are made to prevent this; and passing proves only that the path works: shuffled
labels pass as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ..shapes import must

__all__ = ["Overfit", "overfit_one_batch"]


class Overfit(NamedTuple):
    """Whether the loss came down, from where to where, and in how many steps."""

    passed: bool
    first: float
    last: float
    steps: int


def overfit_one_batch(
    step: Callable[[], float], *, share: float = 0.05, steps: int = 500
) -> Overfit:
    """Calls `step()`, which trains once on one fixed batch and returns the loss before that.

    Passed as soon as a loss is below that share of the first; NaN is never below.
    """
    must(0 < share < 1 and steps >= 1, "a share below 1 and some steps", (share, steps), "Give.")
    first = last = step()
    for done in range(1, steps + 1):
        last = step()
        if last < share * first:
            return Overfit(True, first, last, done)
    return Overfit(False, first, last, steps)
