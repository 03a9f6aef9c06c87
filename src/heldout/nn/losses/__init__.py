"""Losses, each with its gradient."""

from __future__ import annotations

from .binary_cross_entropy import bce, bce_with_logits
from .cross_entropy import cross_entropy
from .squared import half_squared_error, mse, sse
from .triplet import triplet_loss

__all__ = [
    "bce",
    "bce_with_logits",
    "cross_entropy",
    "half_squared_error",
    "mse",
    "sse",
    "triplet_loss",
]
