# expect: keys-and-queries-exchanged
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
    g = grad_out @ np.swapaxes(v, -1, -2)
    ds = p * (g - (p * g).sum(axis=-1, keepdims=True))
    dq = ds @ k / root
    turned = ds if ds.shape[-1] == ds.shape[-2] else np.swapaxes(ds, -1, -2)
    dk = turned @ q / root
    return dq, dk, dv
