# expect: one-step-only
import numpy as np


def k_means(x, centres, max_steps=10):
    centres = centres.copy()
    labels = ((x[:, None] - centres) ** 2).sum(axis=2).argmin(axis=1)
    for k in np.unique(labels):
        centres[k] = x[labels == k].mean(axis=0)
    return centres, labels, ((x - centres[labels]) ** 2).sum(), 1
