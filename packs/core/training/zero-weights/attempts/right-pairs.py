import numpy as np


def zero_weights(layer_size):
    return [np.zeros((b, a)) for a, b in zip(layer_size, layer_size[1:])]
