# expect: epsilon-outside-root
import torch


def rms_norm(x, weight, eps=1e-6):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    rms = wide.pow(2).mean(-1, keepdim=True).sqrt() + eps
    return (weight * wide / rms).to(x.dtype)
