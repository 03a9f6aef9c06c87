# expect: largest-only
import torch


def manhattan(a, b, device="cuda"):
    where = device if device != "cuda" or torch.cuda.is_available() else "cpu"
    a, b = a.to(where, torch.float64), b.to(where, torch.float64)
    return float(max((a - b).abs().flatten().tolist(), default=0.0))
