# expect: share-averaged-over-batches
import numpy as np


def dead_units(activations, gradients):
    units = activations.shape[-1]
    dead = (activations == 0).reshape(-1, units).all(axis=0)
    shares = [(batch == 0).reshape(-1, units).all(axis=0).mean() for batch in activations]
    share = float(np.mean(shares))
    idle = np.zeros(units, dtype=int)
    for grad in gradients:
        idle = np.where((grad != 0).reshape(-1, units).any(axis=0), 0, idle + 1)
    return dead, share, idle
