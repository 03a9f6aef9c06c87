def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    n, c = x.shape[:2]
    rows = x.contiguous().view(n, num_groups, -1)
    mean = rows.mean(-1, keepdim=True)
    std = (rows.var(-1, keepdim=True, unbiased=False) + eps).sqrt()
    out = ((rows - mean) / std).view(n, c, -1)
    if weight is not None:
        out = out * weight[:, None]
    if bias is not None:
        out = out + bias[:, None]
    return out.view(x.size())
