import numpy as np


def rmsprop_step(param, grad, sq, lr=1e-2, alpha=0.99, eps=1e-8):
    """The mean moves towards the new square; all in double precision, cast back at the end."""
    p, g, s = (array.astype(np.float64) for array in (param, grad, sq))
    s = s + (1 - alpha) * (g * g - s)
    scale = lr / (s**0.5 + eps)
    return (p - scale * g).astype(param.dtype), s.astype(sq.dtype)
