import numpy as np


def layers(sizes, seed):
    rng = np.random.default_rng(seed)
    made, fan_in = [], sizes[0]
    for units in sizes[1:]:
        weight = rng.standard_normal(units * fan_in).reshape(units, fan_in)
        weight *= 2**0.5
        weight /= fan_in**0.5
        made.append(weight)
        fan_in = units
    return made
