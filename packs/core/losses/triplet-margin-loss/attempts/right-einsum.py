import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    ap, an = anchor - positive, anchor - negative
    d_p = np.sqrt(np.einsum("nd,nd->n", ap, ap))
    d_n = np.sqrt(np.einsum("nd,nd->n", an, an))
    terms = np.clip(d_p - d_n + margin, 0, None)
    on = np.where(terms > 0, 1 / len(anchor), 0.0)
    u = ap * (on / np.where(d_p == 0, 1, d_p))[:, None]
    w = an * (on / np.where(d_n == 0, 1, d_n))[:, None]
    return np.mean(terms), u - w, -u, w
