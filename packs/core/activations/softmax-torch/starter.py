import torch


def softmax(x: torch.Tensor, dim: int = -1) -> torch.Tensor:
    """Probabilities along `dim`, like x; zeros where a slice is masked; gradients flow back."""
    return x
