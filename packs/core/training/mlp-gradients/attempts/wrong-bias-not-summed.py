# expect: bias-not-summed
import numpy as np


def mlp_gradients(x, y, params):
    entered, before = [x], []
    for weight, bias in params[:-1]:
        before.append(entered[-1] @ weight.T + bias)
        entered.append(np.maximum(before[-1], 0))
    weight, bias = params[-1]
    scores = entered[-1] @ weight.T + bias
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[rows, y].mean()
    grad = np.exp(log_p)
    grad[rows, y] -= 1
    grad /= len(y)
    gradients = []
    for layer in reversed(range(len(params))):
        weight, bias = params[layer]
        gradients.append((grad.T @ entered[layer], grad.copy()))
        grad = grad @ weight
        if layer:
            grad = grad * (before[layer - 1] > 0)
    return loss, gradients[::-1]
