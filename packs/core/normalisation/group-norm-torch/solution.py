def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    """Group normalisation of x (N, C, ...): a tensor like x."""
    rows = x.reshape(len(x) * num_groups, -1)  # x may lie in memory in any order
    centred = rows - rows.mean(dim=-1, keepdim=True)
    var = centred.square().mean(dim=-1, keepdim=True)  # biased, as Tensor.var is not
    out = (centred / (var + eps).sqrt()).reshape(x.shape)
    each = (x.shape[1], *[1] * (x.ndim - 2))  # a (C,) against (C, ...)
    out = out if weight is None else out * weight.reshape(each)
    return out if bias is None else out + bias.reshape(each)
