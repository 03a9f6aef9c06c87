# expect: fixed-alpha
import numpy as np


def focal_loss(
    logits: np.ndarray, targets: np.ndarray, gamma: float = 2.0, alpha: float = 0.25
) -> float:
    """Mean of -alpha_t (1 - p_t)^gamma log p_t over all entries, from logits."""
    positive = targets == 1
    z = np.where(positive, logits, -logits)  # p_t = sigmoid(z)
    log_right = -np.logaddexp(0, -z)  # log p_t
    log_wrong = -np.logaddexp(0, z)  # log (1 - p_t)
    weight = np.where(positive, 0.25, 0.75)
    return float(-(weight * np.exp(gamma * log_wrong) * log_right).mean())
