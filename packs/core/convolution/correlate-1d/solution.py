import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def correlate(signal: np.ndarray, kernel: np.ndarray, stride: int = 1) -> np.ndarray:
    """Dot products of the kernel with every stride-th window of the last axis: (..., positions)."""
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("the kernel must fit the signal, and the stride must be at least 1")
    windows = sliding_window_view(signal, len(kernel), axis=-1)  # (..., T - K + 1, K), a view
    return windows[..., ::stride, :] @ kernel  # (..., positions)
