# expect: expanded-square
import torch


def pairwise_distances(x, y):
    square = (x * x).sum(1)[:, None] - 2 * x @ y.T + (y * y).sum(1)
    apart = square > 0
    return torch.where(apart, torch.where(apart, square, 1.0).sqrt(), 0.0)
