"""The multitask network: one trunk for all tasks, a head for each.

    h = φ(trunk(x))        y_k = head_k(h)        dL/dh = Σ_k w_k dL_k/dy_k W_kᵀ

The heads have parameters of their own; the trunk receives the sum of what all heads ask for, so
that it is held to features that serve them all. That helps where tasks share structure and data are
few. It is no rule: unrelated tasks pull the trunk apart (negative transfer), and capacity that one
task takes is lost to the other. The weights w_k are put on the losses (`training.weighted_sum`).
Source: Caruana, 1997.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import DTypeLike

from ..activations.rectifiers import relu, relu_backward
from ..shapes import Array, Parameters, must
from .mlp import MLP

__all__ = ["Multitask"]


class Multitask:
    """A trunk of these widths, and a dense head for each task: `Multitask((64, 32), (10, 1), rng)`.

    Parameters are named trunk.weight1, …, head1.weight1, head1.bias1, head2.weight1, …
    """

    def __init__(
        self,
        trunk: Sequence[int],
        heads: Sequence[int],
        rng: np.random.Generator,
        *,
        dtype: DTypeLike = np.float64,
    ) -> None:
        must(len(heads) >= 1, "heads must name the outputs of a task or more", heads, "As (10, 1).")
        self.parameters: Parameters = {}
        self.trunk = MLP(trunk, rng, dtype=dtype, prefix="trunk.", parameters=self.parameters)
        self.heads = [
            MLP(
                (trunk[-1], outputs),
                rng,
                dtype=dtype,
                prefix=f"head{task}.",
                parameters=self.parameters,
            )
            for task, outputs in enumerate(heads, 1)
        ]

    def forward(self, x: Array, *, training: bool = False) -> tuple[list[Array], Any]:
        """The outputs of each head, (N, K_k), for inputs (N, D), and the cache."""
        z, inner = self.trunk.forward(x, training=training)  # (N, H)
        passes = [head.forward(relu(z), training=training) for head in self.heads]
        return [y for y, _ in passes], (z, inner, [cache for _, cache in passes])

    def backward(self, dy: Sequence[Array], cache: Any) -> Parameters:
        """All gradients, for one gradient (N, K_k) by the outputs of each head."""
        must(len(dy) == len(self.heads), "dy must hold one for each head", len(dy), "0 is one.")
        z, inner, passes = cache
        dh, gradients = np.zeros_like(z), Parameters()
        for head, slope, remembered in zip(self.heads, dy, passes, strict=True):
            share, own = head.backward_to_input(slope, remembered)  # (N, H)
            dh = dh + share
            gradients |= own
        return gradients | self.trunk.backward(relu_backward(dh, z), inner)
