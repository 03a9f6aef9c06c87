import torch


def filter_logits(logits: torch.Tensor, k: int | None = None, p: float = 1.0) -> torch.Tensor:
    with torch.no_grad():
        order = torch.argsort(logits, dim=-1, descending=True, stable=True)
        rank = torch.argsort(order, dim=-1)
        keep = torch.ones_like(logits, dtype=torch.bool)
        if k is not None:
            keep = rank < k
        if p < 1:
            z = torch.where(keep, logits, torch.tensor(float("-inf"), dtype=logits.dtype))
            probs = torch.softmax(z, -1).gather(-1, order)
            before = torch.cat([torch.zeros_like(probs[..., :1]), probs.cumsum(-1)[..., :-1]], -1)
            keep = keep & (before < p).gather(-1, rank)
    return torch.where(keep, logits, torch.full_like(logits, float("-inf")))
