import numpy as np


def block(x, gamma, beta, w1, w2, eps=1e-5):
    gap = x - np.einsum("td->t", x)[:, None] / x.shape[1]
    inverse = (np.einsum("td,td->t", gap, gap) / x.shape[1] + eps) ** -0.5
    normed = np.einsum("td,t,d->td", gap, inverse, gamma) + beta
    hidden = normed @ w1
    return normed, x + np.where(hidden > 0, hidden, 0) @ w2
