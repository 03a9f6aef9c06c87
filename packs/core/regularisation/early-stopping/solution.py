import numpy as np


def train(
    x: np.ndarray,
    y: np.ndarray,
    order: np.ndarray,
    held_out: int,
    lr: float,
    epochs: int,
    patience: int,
    min_delta: float = 0.001,
) -> tuple[np.ndarray, int, int]:
    """The best weights, their epoch, and the number of epochs that were run."""
    watched, used = order[:held_out], order[held_out:]
    w = np.zeros(x.shape[1])
    best_w, best_loss = w, np.inf
    epoch = best_epoch = 0
    while epoch < epochs and epoch - best_epoch < patience:
        epoch += 1
        errors = x[used] @ w - y[used]
        w = w - lr * 2 * x[used].T @ errors / len(used)  # a new array: best_w stays as it is
        loss = np.mean((x[watched] @ w - y[watched]) ** 2)
        if loss < best_loss - min_delta:
            best_w, best_loss, best_epoch = w, loss, epoch
    return best_w, best_epoch, epoch
