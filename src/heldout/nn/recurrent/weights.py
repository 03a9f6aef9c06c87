"""First weights of a recurrent layer: scaled for the inputs, orthogonal from state to state.

    W ~ N(0, 2/(D + H))          U = ρ Q,   Qᵀ Q = 1, one Q for each block

Letters: D inputs, H hidden units, B blocks of H columns (1 for the vanilla RNN, 3 for the GRU, 4 for
the LSTM). The same U is applied at every step, so T steps stretch a state by about ρᵀ, where ρ is
the spectral radius: every singular value of Q is 1, and at ρ = 1 nothing fades or explodes at first.
The trap is to draw all blocks as one orthogonal matrix (H, BH): its blocks then are not orthogonal.

Sources: Glorot and Bengio, 2010, equation 16; Saxe, McClelland and Ganguli, 2014.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters, must

__all__ = ["recurrent_parameters"]


def recurrent_parameters(
    inputs: int, hidden: int, rng: np.random.Generator, *, blocks: int = 1, radius: float = 1.0
) -> Parameters:
    """weight_x (D, BH), weight_h (H, BH) and bias (BH,) of zeros, in float64.

    Together B (H (D + H) + H) numbers.
    """
    must(min(inputs, hidden, blocks) >= 1, "sizes must be at least 1", (inputs, hidden), "Count.")
    spread = (2 / (inputs + hidden)) ** 0.5
    square = rng.standard_normal((blocks, hidden, hidden))
    q, r = np.linalg.qr(square)
    q *= np.sign(np.diagonal(r, axis1=1, axis2=2))[:, None]  # else QR favours some rotations
    return {
        "weight_x": spread * rng.standard_normal((inputs, blocks * hidden)),
        "weight_h": radius * np.concatenate(q, axis=1),  # (H, BH)
        "bias": np.zeros(blocks * hidden),
    }
