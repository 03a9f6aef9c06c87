# expect: empty-cluster
import warnings

import numpy as np


def k_means(x, centres, max_steps=10):
    centres, before, steps = centres.copy(), None, 0
    warnings.simplefilter("ignore")
    while steps < max_steps:
        steps += 1
        far = ((x[:, None] - centres) ** 2).sum(axis=2)
        labels = np.where(np.isnan(far), np.inf, far).argmin(axis=1)
        for k in range(len(centres)):
            centres[k] = x[labels == k].mean(axis=0)
        if before is not None and (before == labels).all():
            break
        before = labels
    return centres, labels, ((x - centres[labels]) ** 2).sum(), steps
