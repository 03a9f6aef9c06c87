import numpy as np


def train(x, y, w, b, lam, steps=50, rate=0.05):
    w, costs = np.array(w), []
    for _ in range(steps):
        error = x.dot(w) + b - y
        costs.append((error**2).mean() + lam * w.dot(w))
        w = (1 - 2 * rate * lam) * w - rate * 2 * np.einsum("nd,n->d", x, error) / len(y)
        b = b - rate * 2 * error.mean()
    return w, b, np.asarray(costs, dtype=float)
