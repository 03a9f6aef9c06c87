# expect: expanded-square
import numpy as np


def k_means(x, centres, max_steps=10):
    centres, before, steps = centres.copy(), None, 0
    while steps < max_steps:
        steps += 1
        far = (x**2).sum(1)[:, None] - 2 * x @ centres.T + (centres**2).sum(1)
        labels = far.argmin(axis=1)
        for k in np.unique(labels):
            centres[k] = x[labels == k].mean(axis=0)
        if before is not None and (before == labels).all():
            break
        before = labels
    return centres, labels, ((x - centres[labels]) ** 2).sum(), steps
