# expect: forbidden-call
import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    return torch.nn.functional.group_norm(x, num_groups, weight, bias, eps)
