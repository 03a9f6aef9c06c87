import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    d = x.shape[-1]
    rows, slopes = x.reshape(-1, d), grad_out.reshape(-1, d)
    inverse = (np.einsum("nd,nd->n", rows, rows) / d + eps) ** -0.5
    dot = np.einsum("nd,d,nd->n", slopes, gamma, rows)
    grad = np.einsum("nd,d,n->nd", slopes, gamma, inverse)
    grad -= np.einsum("nd,n,n->nd", rows, dot, inverse**3) / d
    return grad.reshape(x.shape), np.einsum("nd,nd,n->d", slopes, rows, inverse)
