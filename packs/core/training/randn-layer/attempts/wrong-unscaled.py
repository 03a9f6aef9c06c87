# expect: unscaled
from itertools import pairwise

import numpy as np


def layers(sizes, seed):
    """A weight matrix for each layer but the input, scaled for ReLU by its fan-in."""
    rng = np.random.default_rng(seed)
    weights = []
    for before, size in pairwise(sizes):
        weights.append(rng.standard_normal((size, before)))
    return weights
