import numpy as np


def causal_mask(length, past=0, window=None):
    if length < 1 or past < 0:
        raise ValueError("length must be positive and past not negative")
    mask = np.tri(length, past + length, past, dtype=bool)
    if window is not None:
        if window < 1:
            raise ValueError("a window holds at least the step itself")
        mask &= ~np.tri(length, past + length, past - window, dtype=bool)
    return mask
