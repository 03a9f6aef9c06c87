# expect: changed-argument
def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if not 0 <= p < 1:
        raise ValueError("p")
    if training:
        x[noise < p] = 0.0
        grad_out[noise < p] = 0.0
        scale = 1 / (1 - p) if inverted else 1.0
    else:
        scale = 1.0 if inverted else 1 - p
    return x * scale, grad_out * scale
