# expect: wrong-dimension
import torch


def filter_logits(logits: torch.Tensor, k: int | None = None, p: float = 1.0) -> torch.Tensor:
    """The logits, with minus infinity for what top-k or top-p removes."""
    ranked, order = logits.sort(dim=0, descending=True, stable=True)
    size = logits.shape[0]
    within = torch.arange(size) < (size if k is None else k)
    within = within.reshape(-1, *[1] * (logits.ndim - 1)).expand(logits.shape)
    probs = ranked.masked_fill(~within, -torch.inf).softmax(dim=0)
    before = probs.cumsum(dim=0) - probs  # 0 for the first, so it always stays
    kept = within & ((before < p) | (p == 1))  # rounding must not cut off the tail
    return logits.masked_fill(~kept.scatter(0, order, kept), -torch.inf)
