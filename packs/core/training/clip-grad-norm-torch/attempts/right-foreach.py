import torch


def clip_grad_norm(parameters, max_norm):
    grads = []
    for p in parameters:
        if p.grad is None:
            continue
        grads.append(p.grad.detach())
    if len(grads) == 0:
        return torch.zeros(())
    norms = torch._foreach_norm(grads)
    total = torch.stack(norms).norm()
    torch._foreach_mul_(grads, (max_norm / (total + 1e-6)).clamp(max=1.0))
    return total
