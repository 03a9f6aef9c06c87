import numpy as np


def rates(losses, rate, factor=0.1, patience=10, threshold=1e-4):
    used = np.full(len(losses) + 1, float(rate))
    best, since = float("inf"), -1
    for epoch, loss in enumerate(losses):
        if loss < best * (1 - threshold):
            best, since = loss, epoch
        elif epoch - since > patience:
            used[epoch + 1 :] *= factor
            since = epoch
    return used
