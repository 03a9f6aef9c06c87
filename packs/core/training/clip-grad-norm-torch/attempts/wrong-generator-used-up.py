# expect: generator-used-up
import torch


def clip_grad_norm(parameters, max_norm):
    norms = [p.grad.norm() for p in parameters if p.grad is not None]
    norm = torch.stack(norms).norm() if norms else torch.tensor(0.0)
    factor = torch.clamp(max_norm / (norm + 1e-6), max=1.0)
    for p in parameters:
        if p.grad is not None:
            p.grad.mul_(factor)
    return norm
