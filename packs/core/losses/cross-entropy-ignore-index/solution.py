import numpy as np


def cross_entropy(
    logits: np.ndarray, labels: np.ndarray, ignore_index: int = -100
) -> tuple[float, np.ndarray]:
    """Mean cross-entropy over the rows that count, and its gradient by the logits."""
    counts = labels != ignore_index  # (N,)
    classes = labels * counts  # (N,), 0 where the row is left out: any class would do
    number, rows = max(int(counts.sum()), 1), np.arange(len(labels))
    shifted = logits - logits.max(axis=1, keepdims=True)  # (N, C)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (N, C)
    grad = np.exp(log_probs)  # (N, C), softmax
    grad[rows, classes] -= 1
    loss = -log_probs[rows, classes][counts].sum() / number
    return float(loss), grad * counts[:, None] / number
