"""A sigmoid neuron and its two costs: why a neuron that is sure and wrong should learn fast.

    z = x · w + b,   a = σ(z)
    quadratic        C = (1/2N) Σ (a − t)²                     dC/dz = (a − t) a (1 − a) / N
    cross-entropy    C = −(1/N) Σ [t log a + (1 − t) log(1 − a)]     dC/dz = (a − t) / N
    dC/dw = xᵀ dC/dz,   dC/db = Σ dC/dz

The trap is the factor a(1 − a) of the quadratic cost: with z = 10 and t = 0 the error is 1 and the
gradient 0.00005, so the worst mistakes are the last to be mended. Cross-entropy was made to cancel
it. The quadratic cost of a sigmoid is not even convex in w; cross-entropy is.
Sources: Rumelhart, Hinton and Williams, 1986; Solla, Levin and Fleisher, 1988.
"""

from __future__ import annotations

from typing import Literal

from ..activations.sigmoid import sigmoid, sigmoid_backward
from ..shapes import Array, must, sizes
from .binary_cross_entropy import bce_with_logits
from .squared import half_squared_error

__all__ = ["sigmoid_neuron", "sigmoid_neuron_cost"]


def sigmoid_neuron(x: Array, weight: Array, bias: Array) -> Array:
    """Outputs (N,) between 0 and 1, of inputs (N, D), weight (D,) and bias ()."""
    return sigmoid(_score(x, weight, bias))


def sigmoid_neuron_cost(
    x: Array,
    weight: Array,
    bias: Array,
    target: Array,
    cost: Literal["quadratic", "cross-entropy"] = "cross-entropy",
) -> tuple[float, Array, Array]:
    """The cost for targets (N,) from 0 to 1, and its gradients by weight (D,) and bias ()."""
    must(cost in {"quadratic", "cross-entropy"}, "cost must be one of the two", cost, "See above.")
    z = _score(x, weight, bias)  # (N,)
    if cost == "quadratic":
        loss, da = half_squared_error(sigmoid(z), target)
        dz = sigmoid_backward(da, z)  # (N,)
    else:
        loss, dz = bce_with_logits(z, target)
    return loss, dz @ x, dz.sum()


def _score(x: Array, weight: Array, bias: Array) -> Array:
    _, D = sizes("x", x, "N D")
    must(weight.shape == (D,), f"weight must have shape ({D},)", weight.shape, "One each.")
    must(
        bias.shape == (), "bias must have shape ()", bias.shape, "np.array(0.0) is the usual start."
    )
    return x @ weight + bias  # (N,)
