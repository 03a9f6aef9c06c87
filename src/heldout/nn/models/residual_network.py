"""A deep dense network whose blocks have a way around them, or have not, to compare the two.

    h₀ = relu(x W₀ + b₀)
    h_k = relu(h_{k−1} + F_k(h_{k−1}))     or, without skip,  h_k = relu(F_k(h_{k−1}))
    F(h) = relu(h U + c) V + d             logits = h_B W₁ + b₁

Letters: N samples, D inputs, K units of every hidden layer, C classes, B blocks of two layers each.
Without the skip the gradient at the first layer is a product of 2B matrices, and vanishes or grows
with every one of them; with it there is a path of ones. Weights have variance `gain`/fan-in: 2 (He)
keeps a plain ReLU net's scale, 1 halves its variance at every layer. With skips the scale would
grow with each block instead, as variances add; so V starts smaller by √B.
Source: He, Zhang, Ren and Sun, 2016; the smaller start, Zhang, Dauphin and Ma, 2019.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..activations.rectifiers import relu, relu_backward
from ..layers.dense import dense, dense_backward
from ..layers.skip import skip_add, skip_add_backward
from ..shapes import Array, Parameters, must

__all__ = ["ResidualNetwork"]

Dense = tuple[Array, Array]
Cache = tuple[Dense, Array, list[tuple[Dense, Array, Dense, Array]], Dense]


class ResidualNetwork:
    """Rows (N, D) to logits (N, C) through 2·`blocks` hidden layers, with or without skips."""

    def __init__(
        self,
        inputs: int,
        width: int,
        blocks: int,
        classes: int,
        rng: np.random.Generator,
        *,
        skip: bool = True,
        gain: float = 2.0,
        dtype: DTypeLike = np.float64,
    ) -> None:
        must(blocks >= 1, "blocks must be at least 1", blocks, "Each is two layers.")
        self.blocks, self.skip = blocks, skip
        self.parameters: Parameters = {}

        def make(name: str, fan_in: int, outputs: int, shrink: float = 1.0) -> None:
            scale = np.sqrt(gain / fan_in) / shrink
            weight = scale * rng.standard_normal((fan_in, outputs))
            self.parameters[f"{name}.weight"] = weight.astype(dtype)
            self.parameters[f"{name}.bias"] = np.zeros(outputs, dtype)

        make("first", inputs, width)
        for block in range(blocks):
            make(f"block{block}.in", width, width)
            make(f"block{block}.out", width, width, np.sqrt(blocks) if skip else 1.0)
        make("last", width, classes)

    def _dense(self, name: str, x: Array) -> tuple[Array, Dense]:
        weight, bias = self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"]
        return dense(x, weight, bias)

    def forward(self, x: Array) -> tuple[Array, Cache]:
        """The logits (N, C) and what backward needs: every layer's input and sum, kept once."""
        z, first = self._dense("first", x)
        h = relu(z)  # (N, K)
        caches = []
        for block in range(self.blocks):
            inner, before = self._dense(f"block{block}.in", h)
            branch, behind = self._dense(f"block{block}.out", relu(inner))
            total = skip_add(h, branch) if self.skip else branch
            caches.append((before, inner, behind, total))
            h = relu(total)
        logits, last = self._dense("last", h)
        return logits, (first, z, caches, last)

    def backward(self, dy: Array, cache: Cache) -> Parameters:
        """The gradients under the names of the parameters, for dy (N, C)."""
        first, z, caches, last = cache
        gradients: Parameters = {}

        def back(name: str, dy: Array, kept: Dense) -> Array:
            dx, weight, bias = dense_backward(dy, kept)
            gradients[f"{name}.weight"], gradients[f"{name}.bias"] = weight, bias
            return dx

        dh = back("last", dy, last)
        for block in reversed(range(self.blocks)):
            before, inner, behind, total = caches[block]
            around, dbranch = skip_add_backward(relu_backward(dh, total))
            dinner = relu_backward(back(f"block{block}.out", dbranch, behind), inner)
            dh = back(f"block{block}.in", dinner, before)
            if self.skip:
                dh = dh + around
        back("first", relu_backward(dh, z), first)
        return gradients
