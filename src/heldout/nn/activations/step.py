"""The step: the perceptron's yes or no.

    y = 1 where x > threshold, else 0          dL/dx = 0 wherever there is a derivative

This is the trap: the output depends on x and the gradient says that it does not, so that gradient
descent through a step never moves a weight. The perceptron has a learning rule of its own; nets
have smooth steps (the sigmoid). At the threshold itself the answer is 0 here ("fires above it");
others take 1, and a truth table at the boundary tells them apart. Source: McCulloch, Pitts, 1943.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating

__all__ = ["step", "step_backward"]


def step(x: Array, threshold: float = 0.0) -> Array:
    """1 where x is above the threshold and 0 elsewhere, in the shape and floating type of x."""
    x = floating("x", x)
    return (x > threshold).astype(x.dtype)


def step_backward(dy: Array, x: Array) -> Array:
    """The gradient by x: 0 everywhere."""
    return np.zeros_like(dy)
