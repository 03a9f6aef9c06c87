# expect: loss-of-the-last-piece
import numpy as np


def train(x, y, w, batch, micro, rate=0.1):
    losses = []
    for start in range(0, len(x), batch):
        rows = np.arange(start, min(start + batch, len(x)))
        grad = np.zeros(w.shape)
        loss = 0.0
        for first in range(0, len(rows), micro):
            piece = rows[first : first + micro]
            share = len(piece) / len(rows)
            errors = x[piece] @ w - y[piece]
            loss = np.mean(errors**2)
            grad += share * 2 * x[piece].T @ errors / len(piece)
        w = w - rate * grad
        losses.append(loss)
    return w, np.array(losses)
