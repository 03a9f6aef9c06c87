"""Triplet loss: an anchor shall be nearer to its own kind than to a stranger, by a margin.

    L = (1/N) Σ_n max(0, d(a_n, p_n) − d(a_n, n_n) + m)

    d squared, ‖a − p‖² (FaceNet):  dL/da = 2(n − p)/N    dL/dp = 2(p − a)/N    dL/dn = 2(a − n)/N
    d plain,   ‖a − p‖  (PyTorch):  unit vectors (a − p)/‖a − p‖ in place of 2(a − p)

each only for triplets that are active, with a loss above 0; at the kink itself 0 is taken. One
margin does not fit both: on the unit sphere squared distances go up to 4, plain ones to 2. The trap
of the plain distance is its root: at a = p the slope is 0/0, and one nan spoils every weight; it
happens when an anchor is its own positive. Here the slope at 0 is 0. The other trap: when all
embeddings are equal the loss is m, on a plateau where every slope is 0.
Source: Schroff, Kalenichenko and Philbin, 2015, equation 2.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["triplet_loss"]


def triplet_loss(
    anchor: Array, positive: Array, negative: Array, margin: float = 0.2, *, squared: bool = True
) -> tuple[float, tuple[Array, Array, Array]]:
    """The mean loss over N triplets, and its gradients by anchor, positive and negative (N, D)."""
    N, D = sizes("anchor", anchor, "N D")
    must(N > 0, "there must be a triplet", f"shape {anchor.shape}", "Mine some first.")
    for name, other in (("positive", positive), ("negative", negative)):
        must(
            other.shape == (N, D), f"{name} must have shape ({N}, {D})", other.shape, "Like anchor."
        )
    kind = floating("anchor", anchor).dtype
    wide = np.result_type(kind, np.float32)
    to_positive, dap = _distance(anchor.astype(wide) - positive.astype(wide), squared)
    to_negative, dan = _distance(anchor.astype(wide) - negative.astype(wide), squared)
    excess = to_positive - to_negative + margin  # (N,)
    active = (excess > 0)[:, None] / wide.type(N)  # (N, 1)
    danchor, dpositive, dnegative = active * (dap - dan), -active * dap, active * dan  # (N, D)
    gradients = danchor.astype(kind), dpositive.astype(kind), dnegative.astype(kind)
    return float(np.maximum(excess, 0).mean()), gradients


def _distance(difference: Array, squared: bool) -> tuple[Array, Array]:
    """Of each row its length or squared length (N,), and the slope by the row (N, D)."""
    square = (difference**2).sum(axis=1)  # (N,)
    if squared:
        return square, 2 * difference
    length = np.sqrt(square)[:, None]  # (N, 1)
    unit = np.divide(difference, length, out=np.zeros_like(difference), where=length > 0)
    return length[:, 0], unit
