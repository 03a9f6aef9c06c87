# expect: idle-gradients-summed
import numpy as np


def dead_units(activations, gradients):
    units = activations.shape[-1]
    dead = (activations == 0).reshape(-1, units).all(axis=0)
    idle = np.zeros(units, dtype=int)
    for grad in gradients:
        silent = grad.reshape(-1, units).sum(axis=0) == 0
        idle = (idle + 1) * silent
    return dead, float(dead.mean()), idle
