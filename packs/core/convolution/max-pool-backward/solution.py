import numpy as np


def max_pool2d_backward(
    grad_out: np.ndarray, indices: np.ndarray, height: int, width: int
) -> np.ndarray:
    """The gradient with respect to the input of the pooling, (N, C, height, width)."""
    images, channels = grad_out.shape[:2]
    planes = np.arange(images * channels)[:, None]  # (N C, 1)
    places = indices.reshape(len(planes), -1)  # (N C, H' W')
    grad = np.zeros((len(planes), height * width))  # (N C, H W)
    np.add.at(grad, (planes, places), grad_out.reshape(len(planes), -1))
    return grad.reshape(images, channels, height, width)
