# expect: inertia-of-roots
import numpy as np


def k_means(x, centres, max_steps=10):
    centres, before, steps = centres.copy(), None, 0
    while steps < max_steps:
        steps += 1
        labels = ((x[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
        for k in np.unique(labels):
            centres[k] = x[labels == k].mean(axis=0)
        if before is not None and (before == labels).all():
            break
        before = labels
    return centres, labels, np.linalg.norm(x - centres[labels], axis=1).sum(), steps
