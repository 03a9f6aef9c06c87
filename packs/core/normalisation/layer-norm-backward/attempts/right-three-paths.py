import numpy as np


def layer_norm_backward(grad_out, x, gamma, eps=1e-5):
    d = x.shape[-1]
    gap = x - x.mean(axis=-1, keepdims=True)
    inverse = (np.var(x, axis=-1, keepdims=True) + eps) ** -0.5
    dhat = np.multiply(grad_out, gamma)
    dvar = -0.5 * np.sum(dhat * gap, axis=-1, keepdims=True) * inverse**3
    dgap = dhat * inverse + 2 / d * gap * dvar
    dx = dgap - dgap.mean(axis=-1, keepdims=True)
    dout, hat = grad_out.reshape(-1, d), (gap * inverse).reshape(-1, d)
    return dx, np.einsum("nd,nd->d", dout, hat), np.ones(len(dout)) @ dout
