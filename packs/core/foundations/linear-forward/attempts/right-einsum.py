import numpy as np


def linear_forward(x, weight, bias=None):
    out = np.einsum("...i,oi->...o", x, weight)
    if bias is not None:
        out = np.add(out, bias)
    return out
