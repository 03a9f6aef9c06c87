import numpy as np


def causal_mask(length: int, past: int = 0, window: int | None = None) -> np.ndarray:
    """(length, past + length), True where a query may look at a key."""
    if length < 1 or past < 0 or (window is not None and window < 1):
        raise ValueError(f"length {length}, past {past}, window {window}")
    queries = past + np.arange(length)[:, None]  # positions, (length, 1)
    distance = queries - np.arange(past + length)  # (length, past + length)
    mask = distance >= 0
    return mask if window is None else mask & (distance < window)
