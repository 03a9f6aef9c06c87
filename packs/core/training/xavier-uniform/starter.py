import numpy as np


def xavier_uniform(
    shape: tuple[int, ...], rng: np.random.Generator, gain: float = 1.0
) -> np.ndarray:
    """Even numbers of variance gain² · 2 / (fan_in + fan_out), for a weight (out, in, *kernel)."""
    return rng.uniform(-1.0, 1.0, size=shape)
