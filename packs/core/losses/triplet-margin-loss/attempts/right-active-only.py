import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    n = anchor.shape[0]
    gap_p = np.linalg.norm(anchor - positive, axis=1)
    gap_n = np.linalg.norm(anchor - negative, axis=1)
    value = gap_p - gap_n + margin
    grads = [np.zeros(anchor.shape) for _ in range(3)]
    for i in np.flatnonzero(value > 0):
        if gap_p[i] > 0:
            unit = (anchor[i] - positive[i]) / gap_p[i] / n
            grads[0][i] += unit
            grads[1][i] -= unit
        if gap_n[i] > 0:
            unit = (anchor[i] - negative[i]) / gap_n[i] / n
            grads[0][i] -= unit
            grads[2][i] += unit
    return value[value > 0].sum() / n, grads[0], grads[1], grads[2]
