# expect: bytes-wrap
import torch


def manhattan(a, b, device="cuda"):
    where = device if device != "cuda" or torch.cuda.is_available() else "cpu"
    a, b = a.to(where), b.to(where)
    return float((a - b).abs().sum())
