import torch


def log_softmax(x: torch.Tensor, dim: int = -1) -> torch.Tensor:
    """Logarithms of probabilities along `dim`, like x; gradients flow back to x."""
    return x
