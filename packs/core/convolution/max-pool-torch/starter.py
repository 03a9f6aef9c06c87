import torch


def max_pool2d(x: torch.Tensor, kernel: int, stride: int, padding: int = 0) -> torch.Tensor:
    """The largest entry of every window of x (N, C, H, W): (N, C, H', W')."""
    return x
