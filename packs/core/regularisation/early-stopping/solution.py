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
    w, best_loss = np.zeros(x.shape[1]), np.inf
    for epoch in range(1, epochs + 1):
        errors = (x[used] * w).sum(axis=1) - y[used]  # (rows,)
        slope = 2 * np.mean(errors[:, None] * x[used], axis=0)  # (D,)
        w = w - lr * slope  # a new array: best_w stays as it is
        loss = np.mean(np.square((x[watched] * w).sum(axis=1) - y[watched]))
        if loss < best_loss - min_delta:
            best_w, best_loss, best_epoch = w, loss, epoch
        if epoch - best_epoch >= patience:
            break
    return best_w, best_epoch, epoch
