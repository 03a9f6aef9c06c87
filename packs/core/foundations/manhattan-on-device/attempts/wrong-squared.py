# expect: squared
import torch


def manhattan(a, b, device="cuda"):
    where = device if device != "cuda" or torch.cuda.is_available() else "cpu"
    a, b = a.to(where, torch.float64), b.to(where, torch.float64)
    return float((a - b).square().sum().sqrt())
