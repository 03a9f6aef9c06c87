# expect: changed-argument
import numpy as np


def dead_units(activations, gradients):
    units = activations.shape[-1]
    np.abs(activations, out=activations)
    np.abs(gradients, out=gradients)
    dead = activations.reshape(-1, units).max(axis=0) == 0
    idle = np.zeros(units, dtype=int)
    for grad in gradients:
        idle = np.where(grad.reshape(-1, units).max(axis=0) > 0, 0, idle + 1)
    return dead, float(dead.mean()), idle
