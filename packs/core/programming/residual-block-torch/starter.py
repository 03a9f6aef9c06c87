import torch


def residual_block(
    x: torch.Tensor,
    w1: torch.Tensor,
    w2: torch.Tensor,
    shortcut: torch.Tensor | None = None,
    stride: int = 1,
) -> torch.Tensor:
    """x, or its projection, plus two convolutions with a ReLU before each.

    x: (N, C, H, W); w1: (M, C, 3, 3); w2: (O, M, 3, 3); shortcut: (O, C, 1, 1) or None.
    """
    return x.clone()
