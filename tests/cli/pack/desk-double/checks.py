import numpy as np

from heldout.authoring import point

TOLERANCE = (1e-9, 1e-9)
EXAMPLE = {"x": np.array([1.0, 2.0])}
POINTS = {"one entry": point("which returns twice `x`", x=np.array([3.0]))}


def inputs(draw):
    return {"x": draw.numbers(*draw.sizes("entries"))}


def second_opinion(x):
    return x + x
