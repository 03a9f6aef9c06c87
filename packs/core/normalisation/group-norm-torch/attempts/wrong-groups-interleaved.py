# expect: groups-interleaved
def group_norm(x, num_groups, weight=None, bias=None, eps=1e-5):
    n, c = x.shape[:2]
    parts = x.reshape(n, c // num_groups, num_groups, -1)
    centred = parts - parts.mean(dim=(1, 3), keepdim=True)
    var = centred.square().mean(dim=(1, 3), keepdim=True)
    out = (centred / (var + eps).sqrt()).reshape(x.shape)
    each = (x.shape[1], *[1] * (x.ndim - 2))
    if weight is not None:
        out = out * weight.reshape(each)
    return out if bias is None else out + bias.reshape(each)
