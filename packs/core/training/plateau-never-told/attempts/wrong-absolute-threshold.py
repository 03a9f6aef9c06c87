# expect: absolute-threshold
import numpy as np


def rates(losses, rate, factor=0.1, patience=10, threshold=1e-4):
    """The learning rate of each epoch, and of the one after them: (len(losses) + 1,)."""
    best, waited = np.inf, 0
    used = [rate]
    for loss in losses:
        if loss < best - threshold:
            best, waited = loss, 0
        else:
            waited += 1
        if waited > patience:
            rate, waited = rate * factor, 0
        used.append(rate)
    return np.array(used)
