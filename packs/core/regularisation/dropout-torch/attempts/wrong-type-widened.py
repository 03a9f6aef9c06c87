# expect: type-widened
import torch
from torch import nn


class Dropout(nn.Module):
    """Inverted dropout: an entry goes where its number is less than p, in training only."""

    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        if not 0 <= p <= 1:
            raise ValueError(f"p must lie between 0 and 1; given {p}")
        self.p = p

    def forward(self, x: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        if self.p == 1:
            return x * 0
        return x * (noise >= self.p).double() / (1 - self.p)
