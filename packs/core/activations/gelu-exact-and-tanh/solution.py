import math

import numpy as np


def gelu(x: np.ndarray, approximate: bool = False) -> np.ndarray:
    """GELU of each entry: exact, or by tanh. Same shape as x."""
    if approximate:
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
