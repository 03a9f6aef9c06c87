import numpy as np


def label_smoothing_cross_entropy(
    logits: np.ndarray, labels: np.ndarray, smoothing: float = 0.1
) -> tuple[float, np.ndarray]:
    """Mean cross-entropy with targets smoothed over all classes, and its gradient (N, C)."""
    count, classes = logits.shape
    target = np.full((count, classes), smoothing / classes)  # (N, C), rows sum to 1
    target[np.arange(count), labels] += 1 - smoothing
    shifted = logits - logits.max(axis=1, keepdims=True)  # (N, C), largest entry of a row 0
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, C)
    loss = -(target * log_probs).sum() / count
    return float(loss), (np.exp(log_probs) - target) / count
