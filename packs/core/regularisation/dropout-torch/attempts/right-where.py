import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        if p < 0 or p > 1:
            raise ValueError("p")
        super().__init__()
        self.keep = 1 - p

    def forward(self, x, noise):
        if not self.training:
            return x.clone()
        kept = x / self.keep if self.keep else torch.zeros_like(x)
        return torch.where(noise < 1 - self.keep, torch.zeros_like(x), kept + 0 * x)
