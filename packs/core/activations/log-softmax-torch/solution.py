from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch


def log_softmax(x: torch.Tensor, dim: int = -1) -> torch.Tensor:
    """Logarithms of probabilities along `dim`, like x; gradients flow back to x."""
    # Taking a constant from a slice changes nothing, so no gradient has to flow through it.
    shifted = x - x.detach().amax(dim=dim, keepdim=True)  # like x, largest entry of a slice 0
    return shifted - shifted.exp().sum(dim=dim, keepdim=True).log()  # like x
