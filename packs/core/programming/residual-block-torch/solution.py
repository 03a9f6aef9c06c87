import torch
import torch.nn.functional as F


def residual_block(
    x: torch.Tensor,
    w1: torch.Tensor,
    w2: torch.Tensor,
    shortcut: torch.Tensor | None = None,
    stride: int = 1,
) -> torch.Tensor:
    """x, or its projection, plus two convolutions with a ReLU before each."""
    around = x if shortcut is None else F.conv2d(x, shortcut, stride=stride)  # (N, O, H', W')
    hidden = F.conv2d(F.relu(x), w1, stride=stride, padding=1)  # (N, M, H', W')
    return around + F.conv2d(F.relu(hidden), w2, padding=1)  # (N, O, H', W')
