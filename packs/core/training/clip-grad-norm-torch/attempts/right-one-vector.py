import torch


@torch.no_grad()
def clip_grad_norm(parameters, max_norm):
    with_grad = [p for p in parameters if p.grad is not None]
    if not with_grad:
        return 0.0
    flat = torch.cat([p.grad.reshape(-1) for p in with_grad])
    norm = flat.square().sum().sqrt()
    for p in with_grad:
        p.grad *= torch.minimum(torch.ones_like(norm), max_norm / (norm + 1e-6))
    return norm
