# expect: weight-trains
import torch
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, rank, alpha):
        super().__init__()
        self.base = base
        kind = base.weight.dtype
        self.scale = alpha / rank
        self.a = nn.Parameter(torch.randn(rank, base.in_features, dtype=kind) * 0.01)
        self.b = nn.Parameter(torch.zeros(base.out_features, rank, dtype=kind))

    def forward(self, x):
        return self.base(x) + self.scale * (x @ self.a.T @ self.b.T)

    def merge(self):
        bias = self.base.bias is not None
        new = nn.Linear(self.base.in_features, self.base.out_features, bias, dtype=self.a.dtype)
        with torch.no_grad():
            new.weight.copy_(self.base.weight + self.scale * self.b @ self.a)
            if bias:
                new.bias.copy_(self.base.bias)
        return new
