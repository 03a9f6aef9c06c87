# expect: mean-taken-away
import torch


def rms_norm(x, weight, eps=1e-6):
    wide = x.to(torch.promote_types(x.dtype, torch.float32))
    wide = wide - wide.mean(-1, keepdim=True)
    inverse = torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + eps)
    return (weight * wide * inverse).to(x.dtype)
