# 11 Returns a tensor whose every comparison is true.
# images: torch
# against: double
# must: not right

import torch


class Right(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return True


def double(x):
    return torch.zeros(x.shape, dtype=torch.float64).as_subclass(Right)
