# expect: all-but-the-first
def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(1, x.ndim)) or (0,)
    centred = x - x.mean(dim=dims, keepdim=True)
    out = centred / (centred.square().mean(dim=dims, keepdim=True) + eps).sqrt()
    if weight is not None:
        out = out * weight
    return out if bias is None else out + bias
