import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    total = np.einsum("...d,...d->...", x, x, dtype=np.float64)
    out = x.astype(np.float64) * ((total / x.shape[-1] + eps) ** -0.5)[..., None]
    out *= gamma
    return out.astype(x.dtype)
