# expect: length-unchecked
import numpy as np


def correlate(signal, kernel, stride=1):
    starts = np.arange(0, max(signal.shape[-1] - len(kernel) + 1, 0), stride or 1)
    return signal[..., starts[:, None] + np.arange(len(kernel))] @ kernel
