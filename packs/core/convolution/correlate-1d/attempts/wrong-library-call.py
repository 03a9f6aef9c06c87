# expect: forbidden-call
import numpy as np


def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("does not fit")
    flat = signal.reshape(-1, signal.shape[-1])
    rows = [np.convolve(row, kernel[::-1], mode="valid")[::stride] for row in flat]
    return np.array(rows).reshape(*signal.shape[:-1], -1)
