# expect: last-window-lost
import numpy as np


def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("does not fit")
    starts = np.arange(0, signal.shape[-1] - len(kernel), stride)
    return signal[..., starts[:, None] + np.arange(len(kernel))] @ kernel
