# expect: logits-as-probabilities
import numpy as np


def cross_entropy(logits, labels):
    n = len(labels)
    rows = np.arange(n)
    loss = -np.log(logits[rows, labels]).mean()
    grad = np.zeros(logits.shape)
    grad[rows, labels] = -1 / logits[rows, labels] / n
    return loss, grad
