import math

import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    n, d = anchor.shape
    loss, grads = 0.0, np.zeros((3, n, d))
    for i in range(n):
        to_p = [float(a) - float(p) for a, p in zip(anchor[i], positive[i], strict=True)]
        to_n = [float(a) - float(b) for a, b in zip(anchor[i], negative[i], strict=True)]
        near, far = math.hypot(*to_p), math.hypot(*to_n)
        if near - far + margin > 0:
            loss += (near - far + margin) / n
            for j in range(d):
                u = to_p[j] / near / n if near else 0.0
                w = to_n[j] / far / n if far else 0.0
                grads[:, i, j] = u - w, -u, w
    return loss, grads[0], grads[1], grads[2]
