import numpy as np


def softmax_backward(grad_out: np.ndarray, probs: np.ndarray, axis: int = -1) -> np.ndarray:
    """The gradient by the logits, from that by the probabilities. Same shape as probs."""
    average = (grad_out * probs).sum(axis=axis, keepdims=True)  # of the gradient, under probs
    return probs * (grad_out - average)  # like probs
