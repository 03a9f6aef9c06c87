"""What the mended function is tried with."""

from itertools import pairwise

import numpy as np

from heldout.authoring import credit, point


def inputs(draw):
    return {"layer_size": list(draw.sizes(*"abcde"[: draw.integer(2, 5)]))}


POINTS = {
    "equal sizes": point("at least 1", layer_size=[2, 2, 2, 1, 1]),
    "two layers": point("Two sizes or more", layer_size=[3, 2]),
}
CREDIT = [
    credit(70, "ordinary networks"),
    credit(30, "two layers, and equal sizes", points=("equal sizes", "two layers")),
]
EXAMPLE = {"layer_size": [2, 3, 1]}


def second_opinion(layer_size):
    """Rows of zeros, one unit at a time."""
    pairs = pairwise(layer_size)
    return [np.array([[0.0] * before for _ in range(after)]) for before, after in pairs]
