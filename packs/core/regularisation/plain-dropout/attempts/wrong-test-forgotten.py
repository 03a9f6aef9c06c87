# expect: test-forgotten
def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if not 0 <= p < 1:
        raise ValueError("p")
    keep = 1 - p
    if training:
        mask = noise >= p
        factor = mask / keep if inverted else mask * 1.0
    else:
        factor = 1.0
    return x * factor, grad_out * factor
