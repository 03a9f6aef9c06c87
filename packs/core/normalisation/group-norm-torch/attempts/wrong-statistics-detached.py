# expect: statistics-detached
def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    rows = x.reshape(len(x) * num_groups, -1)
    fixed = rows.detach()
    std = (fixed.var(-1, keepdim=True, correction=0) + eps).sqrt()
    out = ((rows - fixed.mean(-1, keepdim=True)) / std).reshape(x.shape)
    each = (x.shape[1], *[1] * (x.ndim - 2))
    if weight is not None:
        out = out * weight.reshape(each)
    return out if bias is None else out + bias.reshape(each)
