import torch


def conv2d(
    x: torch.Tensor,
    weight: torch.Tensor,
    bias: torch.Tensor | None = None,
    stride: int = 1,
    padding: int = 0,
) -> torch.Tensor:
    """Cross-correlation of images (N, C_in, H, W) with kernels (C_out, C_in, K_h, K_w)."""
    return x
