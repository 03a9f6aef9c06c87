"""Early stopping: train until the validation loss has not improved for a while, keep the best.

    improved at epoch e:   L_e < L_best − δ
    stop after epoch e:    e − e_best ≥ patience

Letters: L_e the validation loss after epoch e (counted from 0), δ = min_delta. It must be a
validation loss: an epoch chosen by the test set makes the test score too good. Three traps.
The best weights have to be copied, since the optimizer changes the arrays in place. δ is measured
from the best, not from the epoch before, so that many small improvements add up to one. And nan is
never an improvement, though `not L > best` would call it one. Source: Prechelt, 1998, "Early
stopping — but when?"; Keras has the same rule with `restore_best_weights=True`.
"""

from __future__ import annotations

from ..shapes import Parameters, must
from .snapshot import restore, snapshot

__all__ = ["EarlyStopping"]


class EarlyStopping:
    """Watches the validation loss, and keeps a copy of the parameters at its best."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        must(patience >= 1, "patience must be at least 1", patience, "1 stops at the first rise.")
        must(min_delta >= 0, "min_delta must not be negative", min_delta, "0 counts every gain.")
        self.patience, self.min_delta = patience, min_delta
        self.epochs = 0  # seen so far
        self.best_epoch = -1
        self.best_loss = float("inf")
        self.best: Parameters = {}

    def stop(self, loss: float, parameters: Parameters) -> bool:
        """Whether to stop after this epoch; call it once an epoch, higher scores with a minus."""
        if loss < self.best_loss - self.min_delta:
            self.best_loss, self.best_epoch = loss, self.epochs
            self.best = snapshot(parameters)
        self.epochs += 1
        return self.epochs - 1 - self.best_epoch >= self.patience

    def restore_best_weights(self, parameters: Parameters) -> None:
        """Writes the best parameters back in place; nothing when no epoch was finite."""
        if self.best:
            restore(parameters, self.best)
