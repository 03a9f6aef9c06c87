import numpy as np


def correlate(signal, kernel, stride=1):
    if stride < 1:
        raise ValueError("stride must be at least 1")
    n, k = signal.shape[-1], kernel.shape[0]
    if k > n:
        raise ValueError("the kernel is longer than the signal")
    positions = (n - k) // stride + 1
    span = (positions - 1) * stride + 1
    out = np.zeros((*signal.shape[:-1], positions))
    for i in range(k):
        out += kernel[i] * signal[..., i : i + span : stride]
    return out
