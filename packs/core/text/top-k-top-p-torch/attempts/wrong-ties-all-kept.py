# expect: ties-all-kept
import torch


def filter_logits(logits: torch.Tensor, k: int | None = None, p: float = 1.0) -> torch.Tensor:
    """The logits, with minus infinity for what top-k or top-p removes."""
    ranked, _ = logits.sort(dim=-1, descending=True, stable=True)
    size = logits.shape[-1]
    within = torch.arange(size) < (size if k is None else k)  # (V,), by rank
    probs = ranked.masked_fill(~within, -torch.inf).softmax(dim=-1)
    before = probs.cumsum(dim=-1) - probs  # 0 for the first, so it always stays
    kept = within & ((before < p) | (p == 1))  # rounding must not cut off the tail
    kept = (logits >= ranked.masked_fill(~kept, torch.inf).amin(dim=-1, keepdim=True)).detach()
    return logits.masked_fill(~kept, -torch.inf)
