import numpy as np


def sinusoidal_positional_encoding(
    length: int, d_model: int, first: int = 0, base: float = 10000.0
) -> np.ndarray:
    """(length, d_model): sines in even columns, cosines in odd ones."""
    positions = first + np.arange(length)[:, None]  # (length, 1)
    columns = np.arange(d_model)
    odd = columns % 2  # 0 1 0 1 …
    angles = positions * base ** (-(columns - odd) / d_model)  # both of a pair have one rate
    return np.where(odd, np.cos(angles), np.sin(angles))
