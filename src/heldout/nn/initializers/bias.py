"""Where biases start: at 0, or at what the output should say before it has learnt anything.

    hidden layers          b = 0
    softmax output         b_c = log p_c            so that softmax(b) = p
    sigmoid output         b = log(p/(1 − p))       so that σ(b) = p

p is the share of each class in the training set. With rare positives, a bias of 0 says 50 % and the
first steps go into unlearning that. Random biases gain nothing over zeros: random weights already
tell the units apart. The trap is a class that never occurs: log 0 = −∞ would be a bias that cannot
move, so counts are raised by a half.
Source: Lin, Goyal, Girshick, He and Dollár, 2017, section 3.3.

`layer_by_layer` is the loop that every net of dense layers begins with: layer i has sizes[i − 1]
inputs (the size before it, not its size minus one) and as many biases as outputs.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array, Labels, Parameters, labels, must
from .he import he

__all__ = ["base_rate_bias", "layer_by_layer", "prior_bias"]


def prior_bias(target: Labels, classes: int, dtype: DTypeLike = np.float64) -> Array:
    """The bias (C,) whose softmax is the share of each class among the labels (N,)."""
    target = labels("target", target, classes)
    counts = np.bincount(target.ravel(), minlength=classes) + 0.5  # (C,)
    return np.log(counts / counts.sum()).astype(dtype)


def base_rate_bias(target: Labels, dtype: DTypeLike = np.float64) -> Array:
    """The bias (1,) whose sigmoid is the share of ones among the labels 0 and 1 (N,)."""
    none, one = np.bincount(labels("target", target, 2).ravel(), minlength=2) + 0.5
    return np.array([np.log(one / none)]).astype(dtype)


def layer_by_layer(
    rng: np.random.Generator,
    sizes: list[int] | tuple[int, ...],
    weight: Callable[[np.random.Generator, tuple[int, int]], Array] = he,
) -> Parameters:
    """weight1 (D, K), bias1 (K,), weight2 … for the sizes [inputs, hidden, …, outputs]."""
    must(len(sizes) >= 2, "sizes must name inputs and outputs", list(sizes), "Add the inputs.")
    parameters: Parameters = {}
    for i in range(1, len(sizes)):
        parameters[f"weight{i}"] = weight(rng, (sizes[i - 1], sizes[i]))  # (D, K)
        parameters[f"bias{i}"] = np.zeros_like(parameters[f"weight{i}"][0])  # (K,)
    return parameters
