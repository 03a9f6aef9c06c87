import numpy as np


def max_pool2d(
    x: np.ndarray,
    kernel: tuple[int, int],
    stride: tuple[int, int] | None = None,
    padding: tuple[int, int] = (0, 0),
) -> tuple[np.ndarray, np.ndarray]:
    """Largest entry of every window, and its index in the flattened H x W plane.

    x: (N, C, H, W). Returns two arrays (N, C, H', W').
    """
    return x, np.zeros(x.shape, dtype=int)
