import numpy as np


def bce_with_logits(logits: np.ndarray, targets: np.ndarray, pos_weight: float = 1.0) -> float:
    """The mean binary cross-entropy, with positives weighted."""
    positive = targets * np.logaddexp(0, -logits)  # -t ln(sigmoid)
    negative = (1 - targets) * np.logaddexp(0, logits)  # -(1 - t) ln(1 - sigmoid)
    return float(np.mean(pos_weight * positive + negative))
