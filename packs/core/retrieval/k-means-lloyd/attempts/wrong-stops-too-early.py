# expect: stops-too-early
import numpy as np


def k_means(x, centres, max_steps=10):
    centres, before, steps = centres.copy(), None, 0
    while steps < max_steps:
        labels = ((x[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        if before is not None and (before == labels).all():
            break
        for k in np.unique(labels):
            centres[k] = x[labels == k].mean(axis=0)
        before, steps = labels, steps + 1
    return centres, labels, ((x - centres[labels]) ** 2).sum(), steps
