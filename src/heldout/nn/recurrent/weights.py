"""First weights of a recurrent layer: scaled for the inputs, orthogonal from state to state.

    W ~ N(0, 2/(D + H))          U = ρ Q,   Qᵀ Q = 1, one W and one Q for each block

Letters: D inputs, H hidden units, B blocks of H columns (1 for the vanilla RNN, 3 for the GRU, 4
for the LSTM). The same U is applied at every step, so T steps stretch a state by about ρ^T, where ρ
is the spectral radius: every singular value of Q is 1, and at ρ = 1 nothing fades or explodes at
first (but for the slope of tanh). The trap is to draw all blocks as one matrix (H, BH): its rows
are orthonormal, its blocks are not orthogonal, and each shrinks a state by √B.

Sources: Glorot and Bengio, 2010, equation 12; Saxe, McClelland and Ganguli, 2014.
"""

from __future__ import annotations

import numpy as np

from ..initializers.glorot import glorot
from ..initializers.orthogonal import orthogonal
from ..shapes import Parameters, must

__all__ = ["recurrent_parameters"]


def recurrent_parameters(
    inputs: int, hidden: int, rng: np.random.Generator, *, blocks: int = 1, radius: float = 1.0
) -> Parameters:
    """weight_x (D, BH), weight_h (H, BH) and bias (BH,) of zeros, in float64.

    Together B (H (D + H) + H) numbers; radius is the spectral radius of each block of weight_h.
    """
    must(
        min(inputs, hidden, blocks) >= 1,
        "inputs, hidden and blocks must be at least 1",
        (inputs, hidden, blocks),
        "The vanilla RNN has 1 block, the GRU 3, the LSTM 4.",
    )
    each = range(blocks)
    return {
        "weight_x": np.concatenate([glorot(rng, (inputs, hidden)) for _ in each], axis=1),
        "weight_h": radius * np.concatenate([orthogonal(rng, (hidden, hidden)) for _ in each], 1),
        "bias": np.zeros(blocks * hidden),
    }
