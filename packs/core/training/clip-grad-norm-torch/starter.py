from collections.abc import Iterable

import torch


def clip_grad_norm(parameters: Iterable[torch.Tensor], max_norm: float) -> torch.Tensor:
    """Scale all gradients in place to a norm of at most max_norm; returns the norm before.

    parameters: gone through once; some may have `.grad` None.
    """
    return torch.tensor(0.0)
