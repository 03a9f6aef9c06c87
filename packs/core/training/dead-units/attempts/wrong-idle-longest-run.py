# expect: idle-longest-run
import numpy as np


def dead_units(activations, gradients):
    units = activations.shape[-1]
    dead = (activations == 0).reshape(-1, units).all(axis=0)
    share = float(dead.mean())
    run = idle = np.zeros(units, dtype=int)
    for grad in gradients:
        run = np.where((grad != 0).reshape(-1, units).any(axis=0), 0, run + 1)
        idle = np.maximum(idle, run)
    return dead, share, idle
