import numpy as np


def correlate(signal: np.ndarray, kernel: np.ndarray, stride: int = 1) -> np.ndarray:
    """Dot products of the kernel with every stride-th window of the last axis: (..., positions)."""
    taps, length = len(kernel), signal.shape[-1]
    if stride < 1 or taps > length:
        raise ValueError("the kernel must fit the signal, and the stride must be at least 1")
    positions = (length - taps) // stride + 1
    out = np.zeros((*signal.shape[:-1], positions))
    for tap in range(taps):  # each tap meets one entry of every window
        last = tap + (positions - 1) * stride
        out += kernel[tap] * signal[..., tap : last + 1 : stride]  # (..., positions)
    return out
