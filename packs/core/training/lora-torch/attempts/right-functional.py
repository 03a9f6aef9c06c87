import torch
import torch.nn.functional as F
from torch import nn


class LoRALinear(nn.Module):
    def __init__(self, base, rank, alpha):
        super().__init__()
        self.base = base
        for p in self.base.parameters():
            p.requires_grad = False
        self.rank, self.alpha = rank, alpha
        kind = {"dtype": base.weight.dtype, "device": base.weight.device}
        self.a = nn.Parameter(torch.empty(rank, base.in_features, **kind))
        self.b = nn.Parameter(torch.zeros(base.out_features, rank, **kind))
        nn.init.kaiming_uniform_(self.a, a=5**0.5)

    def forward(self, x):
        detour = F.linear(F.linear(x, self.a), self.b)
        return F.linear(x, self.base.weight, self.base.bias) + detour * (self.alpha / self.rank)

    def merge(self):
        weight = self.base.weight + self.alpha / self.rank * self.b @ self.a
        new = nn.Linear(
            self.base.in_features,
            self.base.out_features,
            bias=self.base.bias is not None,
            dtype=weight.dtype,
        )
        with torch.no_grad():
            new.weight.copy_(weight)
            if self.base.bias is not None:
                new.bias.copy_(self.base.bias)
        return new
