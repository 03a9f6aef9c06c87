# expect: dead-in-one-batch
import numpy as np


def dead_units(activations, gradients):
    units = activations.shape[-1]
    silent = [(batch == 0).reshape(-1, units).all(axis=0) for batch in activations]
    dead = np.any(silent, axis=0)
    share = float(dead.mean())
    idle = np.zeros(units, dtype=int)
    for grad in gradients:
        idle = np.where((grad != 0).reshape(-1, units).any(axis=0), 0, idle + 1)
    return dead, share, idle
