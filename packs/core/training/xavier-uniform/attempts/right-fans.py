import numpy as np


def xavier_uniform(shape, rng, gain=1.0):
    if len(shape) <= 1:
        raise ValueError("no fans")
    receptive = 1
    for size in shape[2:]:
        receptive *= size
    fan_in, fan_out = shape[1] * receptive, shape[0] * receptive
    std = gain * np.sqrt(2.0 / (fan_in + fan_out))
    a = np.sqrt(3.0) * std
    return rng.uniform(-a, a, shape)
