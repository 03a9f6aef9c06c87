# expect: growth
import numpy as np


def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("does not fit")
    starts = range(0, signal.shape[-1] - len(kernel) + 1, stride)
    return np.stack([signal[..., i : i + len(kernel)] @ kernel for i in starts], axis=-1)
