import numpy as np


def zero_weights(layer_size):
    made, before = [], layer_size[0]
    for size in layer_size[1:]:
        made.append(np.array([[0.0] * before for _ in range(size)]))
        before = size
    return made
