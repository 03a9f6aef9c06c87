# expect: unbiased-variance
def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    out = x - x.mean(dim=dims, keepdim=True)
    out = out / (x.var(dim=dims, keepdim=True) + eps).sqrt()
    if weight is not None:
        out = out * weight
    return out if bias is None else out + bias
