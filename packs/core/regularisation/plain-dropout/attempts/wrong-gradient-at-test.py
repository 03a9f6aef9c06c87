# expect: test-gradient-forgotten


def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if not 0 <= p < 1:
        raise ValueError(p)
    if not training:
        return x * (1.0 if inverted else 1 - p), grad_out.copy()
    factor = (noise >= p) / (1 - p if inverted else 1.0)
    return x * factor, grad_out * factor
