"""The perceptron: a weighted sum, and one bit that says on which side of a plane it lies.

    s = Σ_j x_j w_j + b          ŷ = 1 if s > 0 else 0

Letters: N samples, D inputs. The bias counts once, not once for each input: −b is the threshold
that Σ_j x_j w_j must pass. The sum 0 lies on the plane and gives 0 here (some texts give 1: gates
are designed so that no input lies there). Inputs may be any numbers. Without a hidden layer it
separates by one plane only: no weights make it XOR. Source: Rosenblatt, 1958.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..shapes import Array, Labels, floating, must, sizes

__all__ = ["perceptron", "perceptron_sums", "truth_inputs"]


def perceptron_sums(x: ArrayLike, weight: Array, bias: float) -> Array:
    """The weighted sums (N,) of inputs (N, D) with weight (D,) and one bias."""
    x, weight = floating("x", x), floating("weight", weight)
    _, D = sizes("x", x, "N D", "One sample is a row: x[None].")
    must(weight.shape == (D,), f"weight must have shape ({D},)", weight.shape, "One each input.")
    return x @ weight + bias  # (N,)


def perceptron(x: ArrayLike, weight: Array, bias: float) -> Labels:
    """0 or 1 for each of the inputs (N, D): whether its sum is above 0."""
    return (perceptron_sums(x, weight, bias) > 0).astype(np.int64)  # (N,)


def truth_inputs(inputs: int) -> Array:
    """The rows of a truth table (2^D, D), counted up in binary: 00, 01, 10, 11."""
    must(0 <= inputs <= 20, "inputs must be from 0 to 20", inputs, "The table has 2^inputs rows.")
    rows = np.arange(2**inputs)
    return (rows[:, None] >> np.arange(inputs)[::-1] & 1).astype(np.float64)  # (2^D, D)
