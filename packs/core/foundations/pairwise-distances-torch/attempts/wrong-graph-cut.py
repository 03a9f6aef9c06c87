# expect: graph-cut
import torch


def pairwise_distances(x, y):
    with torch.no_grad():
        return (x[:, None] - y).norm(dim=-1)
