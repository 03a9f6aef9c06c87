# expect: still-of-the-data
import numpy as np


def train(x, y, w, b, lam, steps=50, rate=0.05):
    """Weights, bias and the costs before each step of ridge regression by gradient descent."""
    costs = []
    for _ in range(steps):
        error = x.dot(w) + b - y
        fit = np.mean(error**2)
        penalty = lam * np.sum(x**2)
        costs.append(fit + penalty)
        grad_w = 2 * error.dot(x) / len(x)
        grad_w = grad_w + 2 * lam * w
        grad_b = 2 * np.mean(error)
        w = w - rate * grad_w
        b = b - rate * grad_b
    return w, b, np.array(costs)
