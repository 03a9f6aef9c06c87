import numpy as np

from heldout.authoring import point

TOLERANCE = (1e-9, 1e-9)
POINTS = {"zeros": point("every entry of the array `x` times two", x=np.zeros((2, 3)))}
EXAMPLE = {"x": np.array([1.0, 2.0, 3.0])}


def inputs(draw):
    return {"x": draw.numbers(*draw.sizes("rows", "columns"))}


def second_opinion(x):
    return np.array([2 * float(entry) for entry in x.ravel()]).reshape(x.shape)
