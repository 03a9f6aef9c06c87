"""What a stable softmax is tried with."""

import math

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """float32 carries seven digits, which the exponential of a large difference uses up."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(rng, size):
    """Logits of one to three dimensions; in a third of the cases no axis is given."""
    shape = distinct_sizes(rng, size, int(rng.integers(1, 4)))
    if rng.random() < 0.3:
        shape[rng.integers(len(shape))] = 1
    x = rng.normal(scale=rng.choice([0.3, 2.0, 20.0]), size=shape)
    x = laid_out(rng, x.astype(rng.choice(["float64", "float64", "float32", "int64"])))
    if rng.random() < 1 / 3:
        return {"x": x}
    return {"x": x, "axis": int(rng.integers(-x.ndim, x.ndim))}


POINTS = {
    "logits around a thousand": {"x": np.array([[1000.0, 1001.0, 1002.5], [999.0, 1000.0, 998.0]])},
    "logits around minus a thousand": {"x": np.array([-1000.0, -1001.0, -999.5])},
    "slices thousands apart": {"x": np.array([[0.0, 1.0], [2000.0, 2001.0], [-2000.0, -2002.0]])},
    "columns thousands apart": {
        "x": np.array([[0.0, 2000.0, -2000.0], [1.0, 2001.0, -2002.0]]),
        "axis": 0,
    },
    "thousands apart within a slice": {"x": np.array([[3000.0, -3000.0, 2999.0]]), "axis": 1},
    "float32 logits around a hundred": {"x": np.array([100.0, 101.0, 99.0], dtype=np.float32)},
    "a masked entry": {"x": np.array([[0.5, -np.inf, 1.5], [-np.inf, -np.inf, 7.0]])},
    "integer logits": {"x": np.array([[3, 1, 2], [800, 790, 800]])},
    "one entry a slice": {"x": np.array([[4.0], [-900.0], [900.0]])},
    "a square matrix": {
        "x": np.array([[1.0, 2.0, 5.0], [3.0, -1.0, 0.0], [0.5, 0.0, 0.25]]),
        "axis": -2,
    },
    "equal logits": {"x": np.full((2, 5), -3.25)},
}

EXAMPLE = {"x": np.array([[0.0, 1.0, 2.0], [1000.0, 1000.0, 1001.0]])}


def properties(arguments, output):
    """Laws of a softmax that hold whatever the logits are."""
    sums = output.sum(axis=arguments.get("axis", -1))
    if not np.allclose(sums, 1.0, rtol=0, atol=1e-5):
        yield "The entries along `axis` must sum to one."
    if (output < 0).any():
        yield "A probability must not be negative."


def second_opinion(x, axis=-1):
    """Entry by entry, from pairs: p_j is one over the sum of exp(x_k - x_j)."""
    slices = np.moveaxis(x, axis, -1)
    result = np.empty(slices.shape)
    for place in np.ndindex(slices.shape):
        own, others = float(slices[place]), slices[place[:-1]].tolist()
        result[place] = 0.0 if own == -math.inf else 1.0 / sum(_ratio(k, own) for k in others)
    return np.moveaxis(result, -1, axis)


def _ratio(other, own):
    """exp(other - own), infinite where a float cannot hold it."""
    try:
        return math.exp(other - own)
    except OverflowError:
        return math.inf
