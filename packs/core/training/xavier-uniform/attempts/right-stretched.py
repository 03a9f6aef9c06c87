import numpy as np


def xavier_uniform(shape, rng, gain=1.0):
    out, inputs = shape[:2]  # too few values to unpack: a ValueError by itself
    size = int(np.prod(shape))
    a = gain * (6.0 / (size // out + size // inputs)) ** 0.5
    return 2 * a * rng.random(size=shape) - a
