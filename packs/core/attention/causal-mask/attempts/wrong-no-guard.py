# expect: no-guard
import numpy as np


def causal_mask(length, past=0, window=None):
    if length < 1 or past < 0 or (window is not None and window < 1):
        return np.zeros((max(length, 0), max(past, 0) + max(length, 0)), bool)
    q = np.arange(past, past + length)[:, None]
    k = np.arange(past + length)[None, :]
    mask = k <= q
    if window is not None:
        mask = mask & (k > q - window)
    return mask
