import numpy as np


def correlate(signal, kernel, stride=1):
    last = signal.shape[-1] - kernel.size
    if last < 0 or stride < 1:
        raise ValueError(f"cannot place {kernel.size} weights with stride {stride}")
    starts = np.arange(0, last + 1, stride)
    table = starts[:, None] + np.arange(kernel.size)
    return np.einsum("...pk,k->...p", signal[..., table], kernel)
