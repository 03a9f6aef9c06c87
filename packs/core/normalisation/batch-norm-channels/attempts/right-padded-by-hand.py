import torch
import torch.nn.functional as F


def run(x, weight, bias):
    y = F.conv2d(F.pad(x, (2, 2, 2, 2)), weight) + bias[:, None, None]
    mean, variance = torch.zeros(2, dtype=y.dtype), torch.ones(2, dtype=y.dtype)
    return F.prelu(F.batch_norm(y, mean, variance), torch.full((1,), 0.25, dtype=y.dtype))
