"""What the mended loop is tried with."""

from itertools import pairwise

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-12, 1e-9)


def inputs(draw):
    layers = draw.integer(2, 5)
    return {"layer_dims": list(draw.sizes(*"abcde"[:layers])), "seed": draw.integer(0, 999)}


POINTS = {
    "two layers": point("there are at least two layers", layer_dims=[3, 2], seed=0),
    "equal sizes": point("Sizes are at least 1", layer_dims=[2, 2, 1, 1], seed=5),
}
CREDIT = [
    credit(60, "ordinary networks"),
    credit(40, "two layers, and equal sizes", points=("two layers", "equal sizes")),
]
EXAMPLE = {"layer_dims": [2, 3, 1], "seed": 1}


def second_opinion(layer_dims, seed):
    """One long row of numbers, cut into matrices."""
    pairs = list(pairwise(layer_dims))
    numbers = np.random.default_rng(seed).standard_normal(sum(a * b for a, b in pairs)) / 100
    made = {}
    for layer, (before, after) in enumerate(pairs, 1):
        own, numbers = numbers[: before * after], numbers[before * after :]
        made[f"W{layer}"] = np.array([own[k * before : (k + 1) * before] for k in range(after)])
        made[f"b{layer}"] = np.array([[0.0]] * after)
    return made
