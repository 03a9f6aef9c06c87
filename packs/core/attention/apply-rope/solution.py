import numpy as np


def apply_rope(x: np.ndarray, positions: np.ndarray, base: float = 10000.0) -> np.ndarray:
    """Each pair of neighbours turned by its position's angle: an array like x."""
    pairs = x.reshape(*x.shape[:-1], -1, 2)  # (..., T, D/2, 2); ValueError where D is odd
    count = pairs.shape[-2]
    rates = base ** (-np.arange(count) / count)  # 2i/D = i/(D/2)
    angles = positions[..., None] * rates  # (..., T, D/2), in float64
    cos, sin = np.cos(angles), np.sin(angles)
    first, second = pairs[..., 0], pairs[..., 1]
    turned = np.stack([first * cos - second * sin, first * sin + second * cos], axis=-1)
    return turned.reshape(x.shape)
