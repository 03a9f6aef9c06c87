# expect: double-made-single
import torch


def rms_norm(x, weight, eps=1e-6):
    wide = x.float()
    hat = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + eps)
    return weight * hat.to(x.dtype)
