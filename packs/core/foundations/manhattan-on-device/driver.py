import torch


def drive(answer, a, b, device=None):
    """The distance, which has to be a number: a tensor is refused."""
    distance = answer(a, b) if device is None else answer(a, b, device=device)
    if isinstance(distance, torch.Tensor):
        raise TypeError("a Python float is wanted, not a tensor")
    return distance
