import torch
import torch.nn.functional as F


def run(x, weight, bias):
    y = F.conv2d(x, weight, bias, padding=2) / (1 + 1e-5) ** 0.5
    return torch.where(y > 0, y, 0.25 * y)
