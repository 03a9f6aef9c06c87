from itertools import pairwise

import numpy as np


def initialise(layer_dims, seed):
    rng = np.random.default_rng(seed)
    made = {}
    for layer, (before, after) in enumerate(pairwise(layer_dims), 1):
        made[f"W{layer}"] = rng.standard_normal(after * before).reshape(after, before) / 100
        made[f"b{layer}"] = np.zeros(after)[:, None]
    return made
