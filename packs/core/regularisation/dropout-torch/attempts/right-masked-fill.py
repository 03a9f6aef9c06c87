import torch.nn as nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p
        if self.p > 1 or self.p < 0:
            raise ValueError("p must be a probability")

    def forward(self, x, noise):
        if self.training and self.p > 0:
            dropped = x.masked_fill(noise < self.p, 0)
            return dropped if self.p == 1 else dropped / (1 - self.p)
        return x * 1
