import numpy as np


def conv2d(
    x: np.ndarray,
    weight: np.ndarray,
    bias: np.ndarray | None = None,
    stride: int = 1,
    padding: int = 0,
) -> np.ndarray:
    """Cross-correlation of a batch of images with a set of kernels: (N, C_out, H', W')."""
    kernels, _, height, width = weight.shape
    sides = (padding, padding)
    padded = np.pad(x, ((0, 0), (0, 0), sides, sides))  # (N, C_in, H + 2p, W + 2p)
    rows = (padded.shape[2] - height) // stride + 1
    columns = (padded.shape[3] - width) // stride + 1
    out = np.empty((len(x), kernels, rows, columns))
    for i, j in np.ndindex(rows, columns):
        top, left = i * stride, j * stride
        window = padded[:, :, top : top + height, left : left + width]  # (N, C_in, K_h, K_w)
        out[:, :, i, j] = np.tensordot(window, weight, axes=([1, 2, 3], [1, 2, 3]))  # (N, C_out)
    if bias is not None:
        out += bias[:, None, None]  # (C_out, 1, 1)
    return out
