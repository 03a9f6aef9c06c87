import torch


def mlp_loss(
    x: torch.Tensor,
    y: torch.Tensor,
    w1: torch.Tensor,
    b1: torch.Tensor,
    w2: torch.Tensor,
    b2: torch.Tensor,
) -> torch.Tensor:
    """Mean squared error of a network with one hidden layer; gradients flow back to all of it.

    x: (N, D); y: (N,) or (N, 1); w1: (H, D); b1: (H,); w2: (1, H); b2: (1,).
    """
    return torch.zeros(())
