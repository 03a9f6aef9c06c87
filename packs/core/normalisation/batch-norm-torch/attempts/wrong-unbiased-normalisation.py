# expect: unbiased-normalisation
import torch
from torch import nn


class BatchNorm(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        dims = [dim for dim in range(x.ndim) if dim != 1]
        each = (len(self.weight), *[1] * len(dims[1:]))
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = x.mean(dims), x.var(dims)
            with torch.no_grad():
                self.running_mean.lerp_(mean, self.momentum)
                self.running_var.lerp_(x.var(dims), self.momentum)
        x_hat = (x - mean.reshape(each)) / (var.reshape(each) + self.eps).sqrt()
        return self.weight.reshape(each) * x_hat + self.bias.reshape(each)
