import torch


def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    parts = x.unflatten(1, (num_groups, x.shape[1] // num_groups))
    dims = tuple(range(2, parts.ndim))
    var, mean = torch.var_mean(parts, dim=dims, correction=0, keepdim=True)
    out = ((parts - mean) * torch.rsqrt(var + eps)).flatten(1, 2)
    last = out.movedim(1, -1)
    last = last if weight is None else last * weight
    last = last if bias is None else last + bias
    return last.movedim(-1, 1)
