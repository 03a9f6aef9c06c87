import torch
from torch import nn


class BatchNorm(nn.Module):
    running_mean: torch.Tensor
    running_var: torch.Tensor

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        last = torch.movedim(x, 1, -1)
        if self.training:
            rows = last.flatten(0, -2)
            n, mean = len(rows), rows.mean(dim=0)
            gap = rows - mean
            var = gap.pow(2).sum(dim=0) / n
            fair = var.detach() * n / (n - 1)
            self.running_mean = (
                1 - self.momentum
            ) * self.running_mean + self.momentum * mean.detach()
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * fair
        else:
            mean, var = self.running_mean, self.running_var
        scale = self.weight * torch.rsqrt(var + self.eps)
        return torch.movedim(last * scale + (self.bias - mean * scale), -1, 1)
