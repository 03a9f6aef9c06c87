import numpy as np


def batch_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    momentum: float,
    eps: float,
    training: bool,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Batch normalisation with statistics per channel: out, new running mean and variance."""
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)  # all but the channels
    mean, var = running_mean, running_var  # (C,)
    new_mean, new_var = running_mean.copy(), running_var.copy()
    if training:
        mean, var = x.mean(axis=axes), x.var(axis=axes)  # (C,), biased
        count = x.size // len(mean)
        unbiased = var * count / (count - 1)
        new_mean = (1 - momentum) * running_mean + momentum * mean
        new_var = (1 - momentum) * running_var + momentum * unbiased
    shape = (1, len(gamma)) + (1,) * (x.ndim - 2)  # broadcasts a (C,) against x
    normalised = (x - mean.reshape(shape)) / np.sqrt(var.reshape(shape) + eps)  # like x
    return gamma.reshape(shape) * normalised + beta.reshape(shape), new_mean, new_var
