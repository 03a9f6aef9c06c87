import numpy as np


def group_norm_backward(grad_out, x, num_groups, gamma, eps=1e-5):
    n, c = x.shape[:2]
    flat, slopes = x.reshape(n, c, -1), grad_out.reshape(n, c, -1)
    parts, hats = [], []
    triples = zip(
        np.split(flat, num_groups, axis=1),
        np.split(slopes, num_groups, axis=1),
        np.split(gamma, num_groups),
        strict=True,
    )
    for part, slope, scale in triples:
        m = part.shape[1] * part.shape[2]
        gap = part - part.mean(axis=(1, 2), keepdims=True)
        inverse = (np.square(gap).mean(axis=(1, 2), keepdims=True) + eps) ** -0.5
        hat = gap * inverse
        g = slope * scale[:, None]
        level = g.sum(axis=(1, 2), keepdims=True)
        along = np.einsum("ncl,ncl->n", g, hat)[:, None, None]
        parts.append(inverse / m * (m * g - level - hat * along))
        hats.append(hat)
    grad_gamma = np.einsum("ncl,ncl->c", slopes, np.concatenate(hats, axis=1))
    grad_x = np.concatenate(parts, axis=1).reshape(x.shape)
    return grad_x, grad_gamma, np.einsum("ncl->c", slopes)
