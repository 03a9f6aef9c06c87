import torch


def log_softmax(x: torch.Tensor, dim: int = -1) -> torch.Tensor:
    m = torch.amax(x, dim, True)
    return x - (m + (x - m).exp().sum(dim, True).log())
