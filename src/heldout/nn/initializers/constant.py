"""Constants: right for biases and scales, fatal for weights.

    zeros: w = 0          ones: w = 1          constant: w = c

The trap is symmetry. Units with equal weights give equal outputs and get equal gradients, so they
stay equal for ever: a layer of any width works like a layer of one unit, and its weight has rank 1
for ever. All zeros are worse, depending on the activation: where it is 0 at 0 (tanh, ReLU), every
activation and every gradient of a weight is 0, and only the output's bias learns, so that the model
is a constant. A sigmoid gives ½ at 0: its output weights move, and it learns as one unit would.
Biases need no such care, since random weights already tell the units apart: zeros; 1 for the forget
gate of an LSTM; and for batch norm's scale γ, ones.
Source: Goodfellow, Bengio and Courville, 2016, "Deep Learning", section 8.4.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array

__all__ = ["constant", "ones", "zeros"]

Shape = int | tuple[int, ...]


def zeros(shape: Shape, dtype: DTypeLike = np.float64) -> Array:
    """Zeros of that shape: the usual start of a bias."""
    return np.zeros(shape, dtype)


def ones(shape: Shape, dtype: DTypeLike = np.float64) -> Array:
    """Ones of that shape: the usual start of a normalization's scale."""
    return np.ones(shape, dtype)


def constant(shape: Shape, value: float, dtype: DTypeLike = np.float64) -> Array:
    """That value everywhere."""
    return np.full(shape, value, dtype)
