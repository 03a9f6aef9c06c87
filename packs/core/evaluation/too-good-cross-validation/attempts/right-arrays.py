import numpy as np


def cross_validate(x, y, groups, k, keep):
    patients = sorted(set(groups.tolist()))
    found = np.zeros(k)
    for fold in range(k):
        test = np.array([patients.index(g) % k == fold for g in groups.tolist()])
        xt, yt = x[~test], y[~test]
        spread = np.sqrt(((xt - xt.mean(0)) ** 2).mean(0))
        spread[spread == 0] = 1
        high, low = (xt[yt == 1] / spread).mean(0), (xt[yt == 0] / spread).mean(0)
        gap = high - low
        chosen = sorted(range(x.shape[1]), key=lambda j: (-abs(gap[j]), j))[:keep]
        scores = sum(gap[j] * (x[test, j] / spread[j] - (high[j] + low[j]) / 2) for j in chosen)
        found[fold] = np.mean(np.where(scores > 0, 1, 0) == y[test])
    return found
