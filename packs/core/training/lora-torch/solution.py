import torch
from torch import nn


class LoRALinear(nn.Module):
    """A frozen linear layer plus a trained product of low rank."""

    def __init__(self, base, rank, alpha):
        super().__init__()
        self.base = base.requires_grad_(False)
        outputs, inputs = base.weight.shape
        self.scale = alpha / rank
        self.a = nn.Parameter(torch.randn(rank, inputs).to(base.weight))
        self.b = nn.Parameter(torch.zeros(outputs, rank).to(base.weight))

    def forward(self, x):
        return self.base(x) + self.scale * (x @ self.a.T @ self.b.T)

    def merge(self):
        """One layer that does the same."""
        from copy import deepcopy

        new = deepcopy(self.base)
        with torch.no_grad():
            new.weight += self.scale * (self.b @ self.a)
        return new
