import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    d = x.shape[-1]
    rows = np.array(x, dtype=np.float64).reshape(-1, d)
    slopes = np.array(grad_out, dtype=np.float64).reshape(-1, d)
    r = np.sqrt(np.mean(np.square(rows), axis=1) + eps)
    hat = rows / r[:, None]
    jacobian = (np.eye(d) - hat[:, :, None] * hat[:, None, :] / d) / r[:, None, None]
    grad_x = np.matmul((slopes * gamma)[:, None, :], jacobian)[:, 0]
    return grad_x.reshape(x.shape).astype(x.dtype), (slopes * hat).sum(0).astype(x.dtype)
