import torch


def attention(
    q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, mask: torch.Tensor | None = None
) -> torch.Tensor:
    """Weighted means of the values, one a query.

    q: (..., L, D); k: (..., S, D); v: (..., S, F); mask: boolean, broadcasts to (..., L, S),
    True where a query may look. Returns (..., L, F).
    """
    return q @ k.transpose(-2, -1) @ v
