"""Lower the learning rate when a measured score has stopped improving.

    better: metric < best − threshold·|best|          (where it should rise: > best + …)
    more than `patience` measurements without a better one: η ← max(factor · η, least), count anew

The trap is that it is no function of the step: it must be told the validation score after each
epoch, and an object that is made and never told changes nothing, silently. Here the rate comes only
as the answer to a metric. It helps where η is too large for the last stretch; where η was too small
from the start it makes things worse. A score that is not a number counts as no improvement.

The rule is that of PyTorch's ReduceLROnPlateau in its relative mode, but for negative scores: there
best·(1 − threshold) lies above best, and standing still would count as progress.
"""

from __future__ import annotations

from math import inf, isinf, isnan

from ..shapes import must

__all__ = ["ReduceOnPlateau"]


class ReduceOnPlateau:
    """Keeps the best metric, the measurements since, and the rate."""

    def __init__(
        self,
        learning_rate: float,
        *,
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        cooldown: int = 0,
        least: float = 0.0,
        rising: bool = False,
    ) -> None:
        must(0 < factor < 1, "factor must lie between 0 and 1", factor, "0.1 is usual.")
        self.learning_rate = learning_rate
        self.factor, self.patience, self.threshold = factor, patience, threshold
        self.cooldown, self.least, self.rising = cooldown, least, rising
        self.best = -inf if rising else inf
        self.waited = 0
        self.cooling = 0

    def step(self, metric: float) -> float:
        """The rate to use after this measurement: a validation loss, or a score if `rising`."""
        if self._better(metric):
            self.best, self.waited = metric, 0
        else:
            self.waited += 1
        if self.cooling:
            self.cooling, self.waited = self.cooling - 1, 0
        if self.waited > self.patience:
            self.learning_rate = max(self.factor * self.learning_rate, self.least)
            self.waited, self.cooling = 0, self.cooldown
        return self.learning_rate

    def _better(self, metric: float) -> bool:
        if isinf(self.best):  # nothing measured yet
            return not isnan(metric)
        margin = self.threshold * abs(self.best)
        return metric > self.best + margin if self.rising else metric < self.best - margin
