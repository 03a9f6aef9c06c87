"""What the mended layers are tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-12, 1e-9)


def inputs(draw):
    return {"sizes": list(draw.sizes(*"abcde"[: draw.integer(2, 5)])), "seed": draw.integer(0, 99)}


POINTS = {
    "sizes that go down by one": point("Two sizes or more, each", sizes=[4, 3, 2, 1], seed=3),
    "equal sizes": point("at least 1", sizes=[3, 3, 1, 1], seed=4),
}
CREDIT = [
    credit(70, "ordinary networks"),
    credit(30, "sizes that hide a mistake", points=("sizes that go down by one", "equal sizes")),
]
EXAMPLE = {"sizes": [2, 3, 1], "seed": 1}


def second_opinion(sizes, seed):
    """Number by number from the same generator."""
    rng = np.random.default_rng(seed)
    made = []
    for layer in range(1, len(sizes)):
        rows, columns = sizes[layer], sizes[layer - 1]
        scale = math.sqrt(2) / math.sqrt(columns)
        cells = [
            [float(rng.standard_normal()) * scale for _ in range(columns)] for _ in range(rows)
        ]
        made.append(np.array(cells))
    return made
