import numpy as np


def dead_units(activations, gradients):
    units = activations.shape[-1]
    dead = ~activations.reshape(-1, units).astype(bool).any(axis=0)
    came = gradients.reshape(len(gradients), -1, units).any(axis=1)
    came_last_first = np.concatenate([came[::-1], np.ones((1, units), dtype=bool)])
    return dead, np.count_nonzero(dead) / units, came_last_first.argmax(axis=0)
