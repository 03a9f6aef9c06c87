import numpy as np


def double(x: np.ndarray) -> np.ndarray:
    """Twice each entry of x."""
    return x + x
