import torch


def rms_norm(x, weight, eps=1e-6):
    wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
    hat = wide * torch.rsqrt(torch.mean(wide**2, -1, True) + eps)
    return weight * hat.to(x.dtype)
