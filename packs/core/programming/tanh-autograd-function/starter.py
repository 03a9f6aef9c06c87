import torch


class TanhFunction(torch.autograd.Function):
    """The tanh of a tensor, with a backward pass of its own."""


def tanh_node(x: torch.Tensor) -> tuple[torch.Tensor, str]:
    """The tanh of x through TanhFunction, and the name of the node that was made."""
    return x, ""
