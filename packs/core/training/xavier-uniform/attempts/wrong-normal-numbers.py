# expect: normal-numbers
import math


def xavier_uniform(shape, rng, gain=1.0):
    if len(shape) < 2:
        raise ValueError
    scale = gain * math.sqrt(2 / ((shape[0] + shape[1]) * math.prod(shape[2:])))
    return rng.normal(0, scale, size=shape)
