# expect: lowest-restored
import numpy as np


def train(x, y, order, held_out, lr, epochs, patience, min_delta=0.001):
    watched, used = order[:held_out], order[held_out:]
    w = np.zeros(x.shape[1])
    best_loss, waited, history = np.inf, 0, []
    for epoch in range(1, epochs + 1):
        w = w - lr * 2 * x[used].T @ (x[used] @ w - y[used]) / len(used)
        loss = np.mean((x[watched] @ w - y[watched]) ** 2)
        history.append((loss, epoch, w))
        if loss < best_loss - min_delta:
            best_loss, waited = loss, 0
        else:
            waited += 1
            if waited >= patience:
                break
    _, best_epoch, best_w = min(history, key=lambda item: item[0])
    return best_w, best_epoch, epoch
