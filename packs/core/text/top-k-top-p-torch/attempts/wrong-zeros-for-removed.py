# expect: zeros-for-removed
import torch


def filter_logits(logits: torch.Tensor, k: int | None = None, p: float = 1.0) -> torch.Tensor:
    """The logits, with minus infinity for what top-k or top-p removes."""
    ranked, order = logits.sort(dim=-1, descending=True, stable=True)
    size = logits.shape[-1]
    within = torch.arange(size) < (size if k is None else k)  # (V,), by rank
    probs = ranked.masked_fill(~within, -torch.inf).softmax(dim=-1)
    before = probs.cumsum(dim=-1) - probs  # 0 for the first, so it always stays
    kept = within & ((before < p) | (p == 1))  # rounding must not cut off the tail
    return logits.masked_fill(~kept.scatter(-1, order, kept), 0.0)
