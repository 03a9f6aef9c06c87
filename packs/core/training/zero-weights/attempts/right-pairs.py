from itertools import pairwise

import numpy as np


def zero_weights(layer_size):
    return [np.zeros((b, a)) for a, b in pairwise(layer_size)]
