import torch


def softmax(x, dim=-1):
    keep = torch.isfinite(x)
    safe = torch.where(keep, x, torch.full_like(x, -1e4).minimum(x.detach()).clamp(min=-1e30))
    with torch.no_grad():
        top = torch.where(keep, x, torch.full_like(x, -1e30)).amax(dim, True)
    e = torch.where(keep, safe - top, torch.zeros_like(x)).exp() * keep
    return e / e.sum(dim, True).clamp(min=1e-30)
