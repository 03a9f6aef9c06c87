# expect: computed-in-float32
def manhattan(a, b, device="cuda"):
    import torch

    where = device if torch.cuda.is_available() else "cpu"
    return (a.to(where).float() - b.to(where).float()).abs().sum().item()
