# expect: forbidden-call
import torch


def pairwise_distances(x, y):
    return torch.cdist(x, y)
