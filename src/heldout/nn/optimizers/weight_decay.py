"""Weight decay: weights shrink a little at each step, unless the data hold them up.

    coupled     g ← g + λ θ          then any optimizer: the gradient of the penalty ½λ‖θ‖²
    decoupled   θ ← (1 − s) θ        beside any optimizer

For gradient descent they are one, with s = ηλ: θ − η(g + λθ) = (1 − ηλ)θ − ηg. The trap is to
believe it of every optimizer: momentum carries the penalty on, and Adam divides it by √v̂, so that
weights with large gradients hardly shrink. And the factor must stay positive: ηλ < 1, or weights
change their sign. Biases and normalization scales are usually left out.
Source: Hanson and Pratt, 1989; Loshchilov and Hutter, 2019, propositions 1 and 2.
"""

from __future__ import annotations

from collections.abc import Collection

from ..shapes import Parameters, must
from .pairs import pairs

__all__ = ["coupled_decay", "shrink"]


def coupled_decay(
    parameters: Parameters,
    gradients: Parameters,
    strength: float,
    undecayed: Collection[str] = (),
) -> Parameters:
    """New gradients: each with strength times its parameter added, except those of `undecayed`."""
    return {
        name: (g + (0 if name in undecayed else strength) * parameter).astype(parameter.dtype)
        for name, parameter, g in pairs(parameters, gradients)
    }


def shrink(parameters: Parameters, share: float, undecayed: Collection[str] = ()) -> None:
    """Take that share off each parameter in place, except those named `undecayed`."""
    must(
        0 <= share < 1,
        "the share that decays in a step must be from 0 to below 1",
        share,
        "It is learning rate times decay: lower one of them.",
    )
    for name, parameter in parameters.items():
        if name not in undecayed:
            parameter *= 1 - share
