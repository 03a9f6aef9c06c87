"""Numeric and text features together: a branch for each, joined, then one output.

    h₁ = ReLU(x₁ W₁ + b₁)     h₂ = ReLU(x₂ W₂ + b₂)     logits = [h₁, h₂] W + b
    back: the gradient of the join is cut where the branches met, dh₁ = dh[:, :K], dh₂ = dh[:, K:]

Letters: N samples, D₁ numeric and D₂ text features, K units a branch, C classes.

The trap is to join the raw inputs: a TF-IDF vector of length 1 over 10,000 words and an income of
50,000 then share one layer, and the larger unit drowns the other. Standardise the numbers first
(with training statistics), give each branch its own layer, and both arrive with the same number of
units at the same scale. The layers are written out here, since text stands below `layers`.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Parameters, must, sizes

__all__ = ["Fusion"]

Cache = tuple[Array, Array, Array]


class Fusion:
    """Two branches of K units and an output for C classes; He's start, zero biases."""

    def __init__(
        self,
        numeric: int,
        text: int,
        units: int,
        classes: int,
        rng: np.random.Generator,
        *,
        dtype: type[np.floating] = np.float64,
    ) -> None:
        self.units = units
        drawn = {
            "numeric_weight": rng.standard_normal((numeric, units)) * np.sqrt(2 / numeric),
            "numeric_bias": np.zeros(units),
            "text_weight": rng.standard_normal((text, units)) * np.sqrt(2 / text),
            "text_bias": np.zeros(units),
            "weight": rng.standard_normal((2 * units, classes)) * np.sqrt(1 / units),
            "bias": np.zeros(classes),
        }
        self.parameters: Parameters = {name: a.astype(dtype) for name, a in drawn.items()}

    def forward(self, numeric: Array, text: Array) -> tuple[Array, Cache]:
        """Logits (N, C) of numeric (N, D₁) and text (N, D₂), and what backward needs."""
        p = self.parameters
        N, first = sizes("numeric", numeric, "N D")
        rows, second = sizes("text", text, "N D")
        must(rows == N, f"text must have the {N} rows of numeric", rows, "The same samples.")
        wanted = len(p["numeric_weight"]), len(p["text_weight"])
        must((first, second) == wanted, f"features must be {wanted}", (first, second), "As built.")
        h1 = np.maximum(numeric @ p["numeric_weight"] + p["numeric_bias"], 0)  # (N, K)
        h2 = np.maximum(text @ p["text_weight"] + p["text_bias"], 0)  # (N, K)
        h = np.concatenate([h1, h2], axis=1)  # (N, 2K)
        return h @ p["weight"] + p["bias"], (numeric, text, h)  # (N, C)

    def backward(self, dlogits: Array, cache: Cache) -> Parameters:
        """The gradient by every parameter, for dlogits (N, C)."""
        numeric, text, h = cache
        dh = (dlogits @ self.parameters["weight"].T) * (h > 0)  # (N, 2K), through the ReLU
        dh1, dh2 = dh[:, : self.units], dh[:, self.units :]  # (N, K) each
        return {
            "numeric_weight": numeric.T @ dh1,
            "numeric_bias": dh1.sum(axis=0),
            "text_weight": text.T @ dh2,
            "text_bias": dh2.sum(axis=0),
            "weight": h.T @ dlogits,
            "bias": dlogits.sum(axis=0),
        }
