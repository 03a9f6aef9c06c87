# expect: bias-needs-weight
def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    centred = x - x.mean(dim=dims, keepdim=True)
    out = centred / (centred.square().mean(dim=dims, keepdim=True) + eps).sqrt()
    if weight is not None:
        out = out * weight + (0 if bias is None else bias)
    return out
