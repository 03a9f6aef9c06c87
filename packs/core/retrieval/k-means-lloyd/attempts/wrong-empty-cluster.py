# expect: empty-cluster
import numpy as np


def k_means(x, centres, max_steps=10):
    centres, before, steps = centres.copy(), None, 0
    while steps < max_steps:
        steps += 1
        labels = ((x[:, None] - np.nan_to_num(centres)) ** 2).sum(axis=2).argmin(axis=1)
        for k in range(len(centres)):
            own = x[labels == k]
            centres[k] = own.mean(axis=0) if len(own) else 0.0
        if before is not None and (before == labels).all():
            break
        before = labels
    return centres, labels, ((x - centres[labels]) ** 2).sum(), steps
