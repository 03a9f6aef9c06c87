# expect: slope-not-squared
import math

import numpy as np


def kaiming_normal(
    shape: tuple[int, ...],
    rng: np.random.Generator,
    slope: float = 0.0,
    mode: str = "fan_in",
) -> np.ndarray:
    """Normal numbers of variance 2 / ((1 + slope²) · fan), for a weight (out, in, *kernel)."""
    outputs, inputs, *kernel = shape
    units = {"fan_in": inputs, "fan_out": outputs}
    if mode not in units:
        raise ValueError(f"mode must be fan_in or fan_out; given {mode}")
    fan = units[mode] * math.prod(kernel)
    return rng.standard_normal(shape) * math.sqrt(2 / ((1 + abs(slope)) * fan))
