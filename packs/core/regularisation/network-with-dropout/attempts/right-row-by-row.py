import numpy as np


def network(x, y, w1, b1, w2, b2, noise, p, decay=0.0, training=True):
    n = len(x)
    g1, gb1 = decay * w1.astype(float), np.zeros(b1.shape)
    g2, gb2 = decay * w2.astype(float), np.zeros(b2.shape)
    loss = 0.5 * decay * (np.sum(w1 * w1) + np.sum(w2 * w2))
    for i in range(n):
        z = w1.T @ x[i] + b1
        d = np.where(z > 0, z, 0)
        if training:
            d = np.where(noise[i] < p, 0, d / (1 - p))
        s = w2.T @ d + b2
        s = s - s.max()
        e = np.exp(s)
        loss += (np.log(e.sum()) - s[y[i]]) / n
        gs = e / e.sum()
        gs[y[i]] -= 1
        gs /= n
        g2 += np.outer(d, gs)
        gb2 += gs
        gd = w2 @ gs
        gd[d == 0] = 0
        if training:
            gd = gd / (1 - p)
        g1 += np.outer(x[i], gd)
        gb1 += gd
    return float(loss), g1, gb1, g2, gb2
