import numpy as np

TOLERANCE = (1e-9, 1e-9)
POINTS = {"zeros": {"x": np.zeros((2, 3))}}
EXAMPLE = {"x": np.array([1.0, 2.0, 3.0])}


def inputs(rng, size):
    return {"x": rng.normal(size=(size + 1, size + 2))}


def second_opinion(x):
    return np.array([[2 * float(entry) for entry in row] for row in x]).reshape(x.shape)
