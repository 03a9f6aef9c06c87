import numpy as np


def causal_mask(length: int, past: int = 0, window: int | None = None) -> np.ndarray:
    """Boolean, (length, past + length): True where a query may look at a key."""
    return np.ones((length, past + length), dtype=bool)
