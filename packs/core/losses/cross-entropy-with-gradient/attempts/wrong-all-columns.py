# expect: all-columns
import numpy as np


def cross_entropy(logits, labels):
    n = len(logits)
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    loss = -log_p[:, labels].mean()
    grad = np.exp(log_p)
    grad[:, labels] -= 1
    return loss, grad / n
