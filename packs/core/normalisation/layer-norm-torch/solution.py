def layer_norm(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    """Layer normalisation over the last axes, those of `normalized_shape`: a tensor like x."""
    dims = tuple(range(-len(normalized_shape), 0))
    centred = x - x.mean(dim=dims, keepdim=True)  # like x
    var = centred.square().mean(dim=dims, keepdim=True)  # biased, as Tensor.var is not
    out = centred / (var + eps).sqrt()
    out = out if weight is None else out * weight
    return out if bias is None else out + bias
