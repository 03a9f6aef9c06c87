import numpy as np


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    rows = np.moveaxis(x, 1, -1).reshape(-1, len(gamma))
    dout = np.moveaxis(grad_out, 1, -1).reshape(-1, len(gamma))
    m = len(rows)
    gap = rows - rows.mean(axis=0)
    var = rows.var(axis=0)
    inverse = (var + eps) ** -0.5
    dhat = dout * gamma
    dvar = (dhat * gap).sum(axis=0) * -0.5 * inverse**3
    dmean = -(dhat * inverse).sum(axis=0) + dvar * (-2 * gap).sum(axis=0) / m
    dx = dhat * inverse + dvar * 2 * gap / m + dmean / m
    shape = x.shape[:1] + x.shape[2:] + x.shape[1:2]
    dx = np.moveaxis(dx.reshape(shape), -1, 1)
    return dx, np.einsum("mc,mc->c", dout, gap * inverse), dout.sum(axis=0)
