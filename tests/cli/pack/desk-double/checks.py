import numpy as np

TOLERANCE = (1e-9, 1e-9)
EXAMPLE = {"x": np.array([1.0, 2.0])}
POINTS = {"one entry": {"x": np.array([3.0])}}


def inputs(rng, size):
    return {"x": rng.normal(size=size + 1)}


def second_opinion(x):
    return x + x
