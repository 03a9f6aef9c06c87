# expect: raised
def manhattan(a, b, device="cuda"):
    import torch

    where = device if torch.cuda.is_available() else "cpu"
    return (a.to(where, torch.float64) - b.to(where, torch.float64)).abs().sum()
