"""Gradient penalty: a function that changes little where its input changes little.

    f(x) = tanh(x W₁ + b₁) w₂ + b₂          h = tanh(…), s = 1 − h²
    g = ∇_x f = (s ∘ w₂) W₁ᵀ                one row for each sample
    P = λ (1/N) Σ_n (‖g_n‖ − c)²            c = 0: flat; c = 1: the slope of a Wasserstein critic

The penalty is on a gradient, so that its own gradient goes through the network twice ("double
backpropagation"): back through g = (s ∘ w₂)W₁ᵀ, then through s into the hidden layer. The traps: b₂
has no part in it, b₁ has, through s; and with c > 0 the norm has no slope at g = 0, where 0 is
taken. For a linear model g is the weight itself and P = λ‖w‖²: an L2 penalty.
Source: Drucker and LeCun, 1992; c = 1: Gulrajani et al., 2017, equation 3.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must, sizes

__all__ = ["gradient_penalty", "input_gradient"]


def input_gradient(x: Array, weight1: Array, bias1: Array, weight2: Array) -> Array:
    """∇_x f for each sample: (N, D), with weight1 (D, H), bias1 (H,), weight2 (H,)."""
    _fit(x, weight1, bias1, weight2)
    slope = 1 - np.tanh(x @ weight1 + bias1) ** 2  # (N, H)
    return (slope * weight2) @ weight1.T  # (N, D)


def gradient_penalty(
    x: Array,
    weight1: Array,
    bias1: Array,
    weight2: Array,
    strength: float = 1.0,
    norm: float = 0.0,
) -> tuple[float, Array, Array, Array]:
    """P for the wanted norm c, and its gradients by weight1, bias1 and weight2."""
    N, _, _ = _fit(x, weight1, bias1, weight2)
    h = np.tanh(x @ weight1 + bias1)  # (N, H)
    s = 1 - h**2  # (N, H)
    g = (s * weight2) @ weight1.T  # (N, D)
    wide = np.promote_types(g.dtype, np.float32)  # in float16 a slope of 256 has no square
    length = np.sqrt(np.square(g, dtype=wide).sum(axis=1, keepdims=True))  # (N, 1)
    penalty = strength * float(np.mean((length - norm) ** 2))

    safe = np.where(length > 0, length, 1)
    share = np.where(length > 0, 1 - norm / safe, 0).astype(g.dtype)  # (N, 1)
    dg = strength * 2 / N * share * g  # (N, D)
    dsw = dg @ weight1  # (N, H), by s ∘ w₂
    dz = dsw * weight2 * -2 * h * s  # (N, H), through s = 1 − tanh²
    dweight1 = dg.T @ (s * weight2) + x.T @ dz  # (D, H)
    return penalty, dweight1, dz.sum(axis=0), (dsw * s).sum(axis=0)


def _fit(x: Array, weight1: Array, bias1: Array, weight2: Array) -> tuple[int, int, int]:
    N, D = sizes("x", x, "N D")
    rows, H = sizes("weight1", weight1, "D H")
    must(rows == D, f"weight1 must have {D} rows", f"shape {weight1.shape}", "Transpose it.")
    must(bias1.shape == (H,), f"bias1 must have shape ({H},)", f"{bias1.shape}", "One a unit.")
    must(
        weight2.shape == (H,),
        f"weight2 must have shape ({H},): one output",
        f"shape {weight2.shape}",
        "Take one column: weight2[:, 0].",
    )
    return N, D, H
