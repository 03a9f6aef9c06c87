# expect: graph-cut
import torch


def rms_norm(x, weight, eps=1e-6):
    wide = x.detach().to(torch.promote_types(x.dtype, torch.float32))
    inverse = torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + eps)
    return (weight.detach() * wide * inverse).to(x.dtype)
