import numpy as np


def causal_mask(length, past=0, window=None):
    if length <= 0:
        raise ValueError("length")
    if past < 0:
        raise ValueError("past")
    if window is not None and window <= 0:
        raise ValueError("window")
    rows = []
    for t in range(length):
        p = past + t
        first = 0 if window is None else max(0, p - window + 1)
        rows.append([first <= s <= p for s in range(past + length)])
    return np.array(rows)
