import torch


def filter_logits(logits: torch.Tensor, k: int | None = None, p: float = 1.0) -> torch.Tensor:
    """Logits (..., V), with minus infinity for what top-k or top-p removes."""
    return logits * 1.0
