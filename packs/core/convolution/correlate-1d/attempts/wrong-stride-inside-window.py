# expect: stride-inside-window
import numpy as np


def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("does not fit")
    positions = signal.shape[-1] - stride * (len(kernel) - 1)
    total = np.zeros((*signal.shape[:-1], max(positions, 0)))
    if positions > 0:
        for k, weight in enumerate(kernel):
            total += weight * signal[..., k * stride : k * stride + positions]
    return total
