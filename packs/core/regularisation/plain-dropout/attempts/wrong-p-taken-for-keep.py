# expect: p-taken-for-keep
def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if not 0 <= p < 1:
        raise ValueError("p")
    keep = p
    if training:
        mask = noise < p
        factor = mask / keep if inverted else mask * 1.0
    else:
        factor = 1.0 if inverted else keep
    return x * factor, grad_out * factor
