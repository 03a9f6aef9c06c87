# expect: wrong-way-round
import numpy as np


def initialise(layer_dims, seed):
    """Weights W1, W2, … and biases b1, b2, … of a network with those layer sizes."""
    rng = np.random.default_rng(seed)
    parameter = {}
    for i in range(1, len(layer_dims)):
        rows, columns = layer_dims[i], layer_dims[i - 1]
        parameter["W" + str(i)] = rng.standard_normal((columns, rows)) * 0.01
        parameter["b" + str(i)] = np.zeros((rows, 1))
    return parameter
