# expect: idle-from-the-start
import numpy as np


def dead_units(activations, gradients):
    units = activations.shape[-1]
    dead = (activations == 0).reshape(-1, units).all(axis=0)
    share = float(dead.mean())
    idle, open_run = np.zeros(units, dtype=int), np.ones(units, dtype=bool)
    for grad in gradients:
        open_run &= (grad == 0).reshape(-1, units).all(axis=0)
        idle += open_run
    return dead, share, idle
