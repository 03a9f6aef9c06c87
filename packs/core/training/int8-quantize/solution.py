import numpy as np


def quantize_int8(
    x: np.ndarray, axis: int | None = None, limit: float | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """int8 values and their scale: x is about scale * values."""
    others = tuple(k for k in range(x.ndim) if axis is None or k != axis % x.ndim)
    top = np.abs(x).max(axis=others, keepdims=True)
    if limit is not None:
        top = np.full(top.shape, limit)
    scale = np.where(top > 0, top, 127) / 127  # zeros: any scale will do, 1 was asked for
    return np.rint(x / scale).clip(-127, 127).astype(np.int8), scale
