import math

import numpy as np


def xavier_uniform(
    shape: tuple[int, ...], rng: np.random.Generator, gain: float = 1.0
) -> np.ndarray:
    """Even numbers of variance gain² · 2 / (fan_in + fan_out), for a weight (out, in, *kernel)."""
    if len(shape) < 2:
        raise ValueError(f"a weight has two axes or more; given {shape}")
    fans = sum(shape[:2]) * math.prod(shape[2:])  # fan_in + fan_out
    limit = gain * math.sqrt(6 / fans)
    return rng.uniform(-limit, limit, size=shape)
