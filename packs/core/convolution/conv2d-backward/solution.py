import numpy as np


def conv2d_backward(
    grad_out: np.ndarray,
    x: np.ndarray,
    weight: np.ndarray,
    stride: int = 1,
    padding: int = 0,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of the loss with respect to x, weight and bias."""
    sides = (padding, padding)
    padded = np.pad(x, ((0, 0), (0, 0), sides, sides))  # (N, C_in, H + 2p, W + 2p)
    grad_padded = np.zeros(padded.shape)
    grad_weight = np.zeros(weight.shape)
    for i, j in np.ndindex(grad_out.shape[2:]):
        rows = slice(i * stride, i * stride + weight.shape[2])
        columns = slice(j * stride, j * stride + weight.shape[3])
        slope = grad_out[:, :, i, j]  # (N, C_out)
        grad_padded[:, :, rows, columns] += np.einsum("no,ocuv->ncuv", slope, weight)
        grad_weight += np.einsum("no,ncuv->ocuv", slope, padded[:, :, rows, columns])
    height, width = x.shape[2:]
    grad_x = grad_padded[:, :, padding : padding + height, padding : padding + width]
    return grad_x, grad_weight, grad_out.sum(axis=(0, 2, 3))
