# expect: window-ignored
import numpy as np


def causal_mask(length, past=0, window=None):
    if length < 1 or past < 0 or (window is not None and window < 1):
        raise ValueError("these make no sense")
    q = np.arange(past, past + length)[:, None]
    k = np.arange(past + length)[None, :]
    mask = k <= q
    if window is not None:
        pass
    return mask
