import numpy as np


def k_means(x, centres, max_steps=10):
    c = np.array(centres, dtype=float)
    old = None
    step = 0
    while step < max_steps:
        step += 1
        y, d = x - x[0], c - x[0]  # near the origin the square may be expanded
        far = (d * d).sum(1) - 2 * y @ d.T
        labels = np.argmin(far, axis=1)
        member = np.eye(len(c))[labels]  # (N, K)
        sizes = member.sum(0)
        sums = member.T @ y
        full = sizes > 0
        c[full] = sums[full] / sizes[full, None] + x[0]
        if old is not None and (labels == old).all():
            break
        old = labels
    gap = x - c[labels]
    return c, labels, np.einsum("nd,nd->", gap, gap), step
