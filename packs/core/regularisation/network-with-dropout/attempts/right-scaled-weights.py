import numpy as np


def network(x, y, w1, b1, w2, b2, noise, p, decay=0.0, training=True):
    q = 1 - p if training else 1.0
    keep = np.ones((len(x), len(b1)), bool) if noise is None else ~(noise < p)
    h = np.einsum("nd,dk->nk", x, w1) + b1
    on = keep & (h > 0)
    h = h * on
    s = h @ (w2 / q) + b2
    m = s.max(1, keepdims=True)
    e = np.exp(s - m)
    prob = e / e.sum(1, keepdims=True)
    picked = np.eye(len(b2))[y]
    loss = (np.log(e.sum(1)) + m[:, 0] - (s * picked).sum(1)).mean()
    loss += 0.5 * decay * (np.vdot(w1, w1) + np.vdot(w2, w2))
    g = (prob - picked) / len(y)
    gz = np.einsum("nc,kc->nk", g, w2 / q) * on
    return loss, x.T @ gz + decay * w1, gz.sum(0), h.T @ g / q + decay * w2, g.sum(0)
