# expect: scaled-by-drop
def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if not 0 <= p < 1:
        raise ValueError("p")
    if training:
        mask = noise >= p
        factor = mask / p if inverted else mask * 1.0
    else:
        factor = 1.0 if inverted else p
    return x * factor, grad_out * factor
