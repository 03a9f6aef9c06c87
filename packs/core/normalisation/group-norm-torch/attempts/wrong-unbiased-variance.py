# expect: unbiased-variance
def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    rows = x.reshape(len(x) * num_groups, -1)
    out = (rows - rows.mean(-1, keepdim=True)) / (rows.var(-1, keepdim=True) + eps).sqrt()
    out = out.reshape(x.shape)
    each = (x.shape[1], *[1] * (x.ndim - 2))
    if weight is not None:
        out = out * weight.reshape(each)
    return out if bias is None else out + bias.reshape(each)
