# expect: kernel-in-one-fan
import math


def xavier_uniform(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError
    limit = gain * math.sqrt(6 / (shape[0] + shape[1] * math.prod(shape[2:])))
    return rng.uniform(-limit, limit, size=shape)
