import torch


def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    flat = x.flatten(start_dim=x.ndim - len(normalized_shape))
    var, mean = torch.var_mean(flat, dim=-1, correction=0, keepdim=True)
    out = ((flat - mean) * torch.rsqrt(var + eps)).reshape(x.shape)
    if weight is not None:
        out = torch.mul(out, weight)
    if bias is not None:
        out = torch.add(out, bias)
    return out
