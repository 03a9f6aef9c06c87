import numpy as np


def initialise(layer_dims, seed):
    draw = np.random.default_rng(seed).standard_normal
    weights = {f"W{i}": 0.01 * draw((layer_dims[i], n)) for i, n in enumerate(layer_dims[:-1], 1)}
    biases = {f"b{i}": np.zeros((n, 1)) for i, n in enumerate(layer_dims[1:], 1)}
    return weights | biases
