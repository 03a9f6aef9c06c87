import numpy as np


def centre(x: np.ndarray, axis: int = 0) -> np.ndarray:
    """Like x, with the mean along `axis` taken away."""
    return x
