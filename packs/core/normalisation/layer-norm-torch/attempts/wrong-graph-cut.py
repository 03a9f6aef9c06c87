# expect: graph-cut
def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    dims = tuple(range(-len(normalized_shape), 0))
    x = x.detach()
    centred = x - x.mean(dim=dims, keepdim=True)
    out = centred / (centred.square().mean(dim=dims, keepdim=True) + eps).sqrt()
    if weight is not None:
        out = out * weight.detach()
    return out if bias is None else out + bias.detach()
