import numpy as np


def group_norm(
    x: np.ndarray, num_groups: int, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Group normalisation of x (N, C, ...): an array like x."""
    if x.shape[1] % num_groups:
        raise ValueError(f"{num_groups} groups cannot share {x.shape[1]} channels")
    rows = x.reshape(len(x) * num_groups, -1)  # a row for each example and group
    centred = rows - rows.mean(axis=-1, keepdims=True)
    var = (centred**2).mean(axis=-1, keepdims=True)  # (N G, 1), biased
    x_hat = (centred / np.sqrt(var + eps)).reshape(x.shape)
    each = (len(gamma), *[1] * (x.ndim - 2))  # a (C,) against (C, ...)
    return x_hat * gamma.reshape(each) + beta.reshape(each)
