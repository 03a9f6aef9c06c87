import torch


def manhattan(a, b, device="cuda"):
    where = device if device != "cuda" or torch.cuda.is_available() else "cpu"
    a, b = a.to(where, torch.float64), b.to(where, torch.float64)
    return float(torch.linalg.vector_norm(a - b, ord=1))
