import numpy as np


def sinusoidal_positional_encoding(
    length: int, d_model: int, first: int = 0, base: float = 10000.0
) -> np.ndarray:
    """(length, d_model): sines in even columns, cosines in odd ones."""
    return np.zeros((length, d_model))
