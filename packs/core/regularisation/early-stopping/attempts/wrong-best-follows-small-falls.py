# expect: best-follows-small-falls
import numpy as np


def train(x, y, order, held_out, lr, epochs, patience, min_delta=0.001):
    watched, used = order[:held_out], order[held_out:]
    w = np.zeros(x.shape[1])
    best_w, best_loss, best_epoch, waited = w.copy(), np.inf, 0, 0
    for epoch in range(1, epochs + 1):
        w -= lr * 2 * x[used].T @ (x[used] @ w - y[used]) / len(used)
        loss = np.mean((x[watched] @ w - y[watched]) ** 2)
        if loss < best_loss - min_delta:
            best_w, best_epoch, waited = w.copy(), epoch, 0
        else:
            waited += 1
        best_loss = min(best_loss, loss)
        if waited >= patience:
            break
    return best_w, best_epoch, epoch
