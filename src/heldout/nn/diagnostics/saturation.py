"""Saturation: the share of activations on the flat ends of a squashing function.

    share = mean [h < low + m or h > high − m],  m = margin · (high − low)

A sigmoid at 0.99 has the slope 0.01, a tanh at 0.98 has 0.04: such a unit passes next to no
gradient. Early in training a share above a half says that weights or inputs are too large; at the
end, in gates, it may be what was learnt. The trap is to look at the mean activation: 0 for a tanh
whose units sit half at −1 and half at 1.
Source: Glorot and Bengio, 2010, figures 2 to 4.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must

__all__ = ["saturation"]


def saturation(
    activations: Array, low: float = 0.0, high: float = 1.0, *, margin: float = 0.02
) -> float:
    """The share within the margin of either end: low, high are 0, 1 (sigmoid) or −1, 1 (tanh)."""
    must(low < high, "low must lie below high", (low, high), "For tanh: -1, 1.")
    must(activations.size > 0, "there must be activations", activations.shape, "Give a batch.")
    band = margin * (high - low)
    return float(np.mean((activations < low + band) | (activations > high - band)))
