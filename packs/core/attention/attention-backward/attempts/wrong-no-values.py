# expect: no-values
import numpy as np


def attention_backward(grad_out, q, k, v, mask=None):
    root = np.sqrt(q.shape[-1])
    s = q @ np.swapaxes(k, -1, -2) / root
    if mask is not None:
        s = np.where(mask, s, -np.inf)
    top = s.max(axis=-1, keepdims=True)
    p = np.exp(s - np.where(top == -np.inf, 0, top))
    z = p.sum(axis=-1, keepdims=True)
    p = p / np.where(z == 0, 1, z)
    dv = np.swapaxes(p, -1, -2) @ grad_out
    g = grad_out.sum(axis=-1, keepdims=True) * np.ones(s.shape)
    ds = p * (g - (p * g).sum(axis=-1, keepdims=True))
    dq = ds @ k / root
    dk = np.swapaxes(ds, -1, -2) @ q / root
    return dq, dk, dv
