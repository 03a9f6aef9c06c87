import numpy as np


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    n, c = x.shape[:2]
    flat = np.asarray(x, dtype=np.float64).reshape(n, c, -1).transpose(1, 0, 2).reshape(c, -1)
    dout = grad_out.reshape(n, c, -1).transpose(1, 0, 2).reshape(c, -1).astype(np.float64)
    m = flat.shape[1]
    flat = flat - flat.mean(axis=1)[:, None]
    inverse = 1 / np.sqrt(np.square(flat).mean(axis=1) + eps)
    hat = flat * inverse[:, None]
    jacobian = np.eye(m) - 1 / m - np.einsum("ci,cj->cij", hat, hat) / m
    dx = np.einsum("ci,cij->cj", dout, jacobian) * (gamma * inverse)[:, None]
    dx = dx.reshape(c, n, -1).transpose(1, 0, 2).reshape(x.shape)
    return dx.astype(x.dtype), (dout * hat).sum(1).astype(x.dtype), dout.sum(1).astype(x.dtype)
