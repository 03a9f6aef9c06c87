# expect: wrong-shape
import numpy as np


def dead_units(activations, gradients):
    dead = (activations == 0).all(axis=0)
    idle = np.zeros(activations.shape[-1], dtype=int)
    for grad in gradients:
        idle = np.where(grad.any(axis=0), 0, idle + 1)
    return dead, float(dead.mean()), idle
