"""The multilayer perceptron: dense layers, and something that bends between them.

    z₁ = x W₁ + b₁    h₁ = φ(z₁)    z₂ = h₁ W₂ + b₂    …    y = the last z, without φ

Backpropagation is the chain rule from the end, with what forward has kept:

    dW = hᵀ dz      db = Σ_n dz      dh = dz Wᵀ      dz = dh φ′(z)

Letters: N samples, D inputs, K outputs. Without φ any depth is one affine map. It gives gradients
and no more: the step is the optimizer's. Dropout is the inverted one: in training a hidden value is
zeroed with probability p and the rest are divided by 1 − p, so that nothing is scaled afterwards;
backward uses the same mask. The trap is to draw it twice. Weights start with variance 2/D, which
keeps the size of what passes a ReLU. Source: Rumelhart, Hinton and Williams, 1986; He et al., 2015.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import DTypeLike

from ..activations.rectifiers import relu, relu_backward
from ..layers.dense import dense, dense_backward
from ..layers.dropout import dropout_backward, inverted_dropout
from ..shapes import Array, Parameters, floating, must

__all__ = ["MLP", "Activation"]

Activation = tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]
Cache = list[tuple[tuple[Array, Array], Array, Array | None]]


class MLP:
    """Dense layers of these widths: `MLP((64, 32, 10), rng)` has one hidden layer of 32.

    Parameters are weight1 (D, K), bias1 (K,), weight2, …, under a prefix and in a given dictionary
    if it is a part of a larger model. `activation` is a function and its backward (dy, x).
    """

    def __init__(
        self,
        widths: Sequence[int],
        rng: np.random.Generator,
        *,
        activation: Activation = (relu, relu_backward),
        dropout: float = 0.0,
        dtype: DTypeLike = np.float64,
        prefix: str = "",
        parameters: Parameters | None = None,
    ) -> None:
        must(len(widths) >= 2, "widths must name inputs and outputs", widths, "As in (64, 32, 10).")
        must(0 <= dropout < 1, "dropout must be from 0 to below 1", dropout, "It is what is lost.")
        self.activation, self.dropout, self.rng = activation, dropout, rng
        self.prefix, self.depth = prefix, len(widths) - 1
        self.parameters: Parameters = {} if parameters is None else parameters
        for layer, (D, K) in enumerate(pairwise(widths), 1):
            weight = np.sqrt(2 / D) * rng.standard_normal((D, K))
            self.parameters[f"{prefix}weight{layer}"] = weight.astype(dtype)  # (D, K)
            self.parameters[f"{prefix}bias{layer}"] = np.zeros(K, dtype)  # (K,)

    def forward(self, x: Array, *, training: bool = False) -> tuple[Array, Cache]:
        """Outputs (N, K) of inputs (N, D), and the cache; dropout acts in training only."""
        y, cache = floating("x", x), Cache()
        for layer in range(1, self.depth + 1):
            weight = self.parameters[f"{self.prefix}weight{layer}"]
            z, inputs = dense(y, weight, self.parameters[f"{self.prefix}bias{layer}"])
            y, mask = z, None
            if layer < self.depth:
                y = self.activation[0](z)  # (N, K)
                if training and self.dropout:
                    y, mask = inverted_dropout(y, self.dropout, self.rng, training=True)
            cache.append((inputs, z, mask))
        return y, cache

    def backward(self, dy: Array, cache: Cache) -> Parameters:
        """The gradients by the parameters, for the gradient dy (N, K) by the outputs."""
        return self.backward_to_input(dy, cache)[1]

    def backward_to_input(self, dy: Array, cache: Cache) -> tuple[Array, Parameters]:
        """The gradient by x (N, D) as well: what the model before this one needs."""
        gradients: Parameters = {}
        for layer in range(self.depth, 0, -1):
            inputs, z, mask = cache[layer - 1]
            if layer < self.depth:
                dy = self.activation[1](
                    dy if mask is None else dropout_backward(dy, mask), z
                )  # (N, K)
            dy, dweight, dbias = dense_backward(dy, inputs)
            gradients[f"{self.prefix}weight{layer}"] = dweight
            gradients[f"{self.prefix}bias{layer}"] = dbias
        return dy, gradients

    def representations(self, x: Array) -> list[Array]:
        """What the data are at each depth: x itself, each hidden layer, the outputs."""
        y, cache = self.forward(x)
        return [*(inputs[0] for inputs, _, _ in cache), y]
