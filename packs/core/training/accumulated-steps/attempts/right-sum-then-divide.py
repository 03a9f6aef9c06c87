import numpy as np


def train(x, y, w, batch, micro, rate=0.1):
    w = np.array(w, dtype=float)
    losses = []
    start = 0
    while start < len(x):
        stop = min(start + batch, len(x))
        total, grad = 0.0, np.zeros_like(w)
        for first in range(start, stop, micro):
            last = min(first + micro, stop)
            errors = np.einsum("nd,d->n", x[first:last], w) - y[first:last]
            total += float(errors @ errors)
            grad += 2 * np.einsum("n,nd->d", errors, x[first:last])
        losses.append(total / (stop - start))
        w -= rate * grad / (stop - start)
        start = stop
    return w, np.asarray(losses)
