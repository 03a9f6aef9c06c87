import numpy as np


def layer_norm_backward(grad_out, x, gamma, eps=1e-5):
    rows, slopes = np.atleast_2d(x), np.atleast_2d(grad_out)
    d = rows.shape[-1]
    centre = np.eye(d) - np.full((d, d), 1 / d)
    gap = rows @ centre
    sigma = np.sqrt(np.square(gap).mean(-1) + eps)[..., None]
    hat = gap / sigma
    jacobian = centre - hat[..., :, None] * hat[..., None, :] / d
    grad_x = ((slopes * gamma)[..., None, :] @ jacobian)[..., 0, :] / sigma
    grad_gamma = (slopes * hat).reshape(-1, d).sum(0)
    return grad_x.reshape(x.shape), grad_gamma, slopes.reshape(-1, d).sum(0)
