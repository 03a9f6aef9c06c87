import numpy as np


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean cross-entropy of the batch, and its gradient with respect to the logits."""
    count = len(labels)
    rows = np.arange(count)  # (N,)
    shifted = logits - logits.max(axis=1, keepdims=True)  # (N, C), largest entry of a row 0
    log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, 1)
    log_probs = shifted - log_sum  # (N, C)
    loss = -log_probs[rows, labels].mean()
    grad = np.exp(log_probs)  # (N, C), softmax
    grad[rows, labels] -= 1.0
    return float(loss), grad / count
