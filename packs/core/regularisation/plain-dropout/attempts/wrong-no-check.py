# expect: no-error
def dropout(x, grad_out, noise, p, training=True, inverted=False):
    factor = (noise >= p) * 1.0 if training else 1.0
    if training == inverted:
        factor = factor / (1 - p) if inverted else factor * (1 - p)
    return x * factor, grad_out * factor
