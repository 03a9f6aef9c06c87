import numpy as np


def max_pool2d(
    x: np.ndarray,
    kernel: tuple[int, int],
    stride: tuple[int, int] | None = None,
    padding: tuple[int, int] = (0, 0),
) -> tuple[np.ndarray, np.ndarray]:
    """Largest entry of every window, and its index in the flattened plane: both (N, C, H', W')."""
    height, width = x.shape[2:]
    down, right = kernel if stride is None else stride
    tops = range(-padding[0], height + padding[0] - kernel[0] + 1, down)
    lefts = range(-padding[1], width + padding[1] - kernel[1] + 1, right)
    plane = np.arange(height * width).reshape(height, width)
    values = []
    indices = []
    for top in tops:
        for left in lefts:
            rows = slice(max(top, 0), top + kernel[0])  # a slice ends where the plane ends
            columns = slice(max(left, 0), left + kernel[1])
            window = x[:, :, rows, columns].reshape(*x.shape[:2], -1)  # (N, C, candidates)
            values.append(window.max(axis=-1))
            indices.append(plane[rows, columns].ravel()[window.argmax(axis=-1)])
    shape = (*x.shape[:2], len(tops), len(lefts))
    return np.stack(values, axis=-1).reshape(shape), np.stack(indices, axis=-1).reshape(shape)
