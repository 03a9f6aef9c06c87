import numpy as np


def mlp_gradients(
    x: np.ndarray, y: np.ndarray, params: list[tuple[np.ndarray, np.ndarray]]
) -> tuple[float, list[tuple[np.ndarray, np.ndarray]]]:
    """Mean cross-entropy of an MLP with ReLUs, and the gradients by its weights and biases."""
    entered = [x]  # what each layer is given
    for weight, bias in params[:-1]:
        entered.append(np.maximum(entered[-1] @ weight.T + bias, 0))  # (N, out)
    weight, bias = params[-1]
    scores = entered[-1] @ weight.T + bias  # (N, K)

    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[rows, y].mean()

    grad = np.exp(log_p)  # (N, K)
    grad[rows, y] -= 1
    grad /= len(y)
    gradients = []
    for (weight, _), a in zip(reversed(params), reversed(entered), strict=True):
        gradients.append((grad.T @ a, grad.sum(axis=0)))
        grad = grad @ weight * (a > 0)  # (N, in)
    return loss, gradients[::-1]
