import numpy as np


def bce_with_logits(logits: np.ndarray, targets: np.ndarray, pos_weight: float = 1.0) -> float:
    """The mean binary cross-entropy, with positives weighted. Arrays of the same shape."""
    return 0.0
