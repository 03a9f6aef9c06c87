import numpy as np


def attention_backward(grad_out, q, k, v, mask=None):
    c = q.shape[-1] ** -0.5
    s = np.einsum("...ld,...sd->...ls", q, k) * c
    m = np.ones(s.shape[-2:], dtype=bool) if mask is None else mask
    s = np.where(m, s, -np.inf)
    top = np.where(m.any(-1, keepdims=True), s.max(-1, keepdims=True), 0)
    e = np.exp(s - top)
    z = e.sum(-1, keepdims=True)
    p = np.divide(e, z, out=np.zeros_like(e), where=z > 0)
    out = np.einsum("...ls,...sf->...lf", p, v)
    delta = (out * grad_out).sum(-1)[..., None]
    ds = p * (np.einsum("...lf,...sf->...ls", grad_out, v) - delta)
    dq = c * np.einsum("...ls,...sd->...ld", ds, k)
    dk = c * np.einsum("...ls,...ld->...sd", ds, q)
    return dq, dk, np.einsum("...ls,...lf->...sf", p, grad_out)
