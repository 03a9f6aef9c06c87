# expect: size-minus-one
import numpy as np


def zero_weights(layer_size):
    """A matrix of zeros for each layer but the first: (its size, size of the layer before)."""
    weights = []
    for layer in range(1, len(layer_size)):
        W = np.zeros((layer_size[layer], layer_size[layer] - 1))
        weights.append(W)
    return weights
