# expect: gradient-nan
import torch


def pairwise_distances(x, y):
    square = (x[:, None] - y).square().sum(dim=-1)
    return torch.where(square > 0, square.sqrt(), 0.0)
