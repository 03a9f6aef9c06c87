import numpy as np


def attention_backward(grad_out, q, k, v, mask=None):
    dq, dk, dv = (np.zeros(x.shape) for x in (q, k, v))
    d = q.shape[-1]
    for place in np.ndindex(q.shape[:-1]):
        lead, t = place[:-1], place[-1]
        seen = np.arange(k.shape[-2]) if mask is None else np.flatnonzero(mask[t])
        if seen.size == 0:
            continue
        keys, values = k[lead][seen].astype(float), v[lead][seen].astype(float)
        s = keys @ q[place] / np.sqrt(d)
        p = np.exp(s - s.max())
        p /= p.sum()
        jacobian = np.diag(p) - np.outer(p, p)
        ds = jacobian @ (values @ grad_out[place]) / np.sqrt(d)
        dq[place] = ds @ keys
        for j, (change, weight) in enumerate(zip(ds, p, strict=False)):
            dk[lead][seen[j]] += change * q[place]
            dv[lead][seen[j]] += weight * grad_out[place]
    return dq, dk, dv
