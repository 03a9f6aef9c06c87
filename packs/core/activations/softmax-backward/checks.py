"""What the backward pass of softmax is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["probs"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Probabilities along any axis of one to three dimensions, and gradients off zero."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    options = draw.options(axis=range(-len(shape), len(shape)))
    powers = np.exp(draw.numbers(*shape, spread=draw.one_of(1.0, 4.0)))
    probs = powers / powers.sum(axis=options.get("axis", -1), keepdims=True)
    grad = draw.numbers(*shape, centre=draw.one_of(0.0, 2.0), dtype=kind)
    return {"grad_out": grad, "probs": draw.laid_out(probs, kind), **options}


_SATURATED = "Probabilities may be exactly 0 or 1"
_SQUARE = np.array([[0.5, 0.25, 0.125], [0.25, 0.25, 0.375], [0.25, 0.5, 0.5]])

POINTS = {
    "all on one entry": point(
        _SATURATED,
        grad_out=np.array([[3.0, -1.0, 2.0], [50.0, 0.0, -70.0]]),
        probs=np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]),
    ),
    "masked entries": point(
        _SATURATED, grad_out=np.array([3.0, -1.0, 2.0]), probs=np.array([0.25, 0.0, 0.75])
    ),
    "a square matrix along its columns": point(
        "`axis` may count from the end",
        grad_out=np.array([[1.0, 2.0, -3.0], [0.5, 4.0, 1.0], [-2.0, 0.0, 6.0]]),
        probs=_SQUARE,
        axis=-2,
    ),
    "a square matrix along its rows": point(
        "every slice along `axis`",
        grad_out=np.array([[1.0, 2.0, -3.0], [0.5, 4.0, 1.0], [-2.0, 0.0, 6.0]]),
        probs=_SQUARE.T.copy(),
        axis=1,
    ),
    "the same gradient everywhere": point(
        "the gradient of a loss $L$ with respect to `probs`",
        grad_out=np.full((2, 4), 7.0),
        probs=np.array([[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25]]),
    ),
    "one entry a slice": point(
        "none of them empty", grad_out=np.array([[5.0], [-3.0]]), probs=np.ones((2, 1))
    ),
    "one slice alone": point(
        "It has one dimension or\n  more",
        grad_out=np.array([1.0, 0.0]),
        probs=np.array([0.25, 0.75]),
        axis=0,
    ),
}

CREDIT = [
    credit(75, "ordinary slices, along every axis"),
    credit(15, "probabilities of exactly 0 and 1", points=("all on one entry", "masked entries")),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [
    laws.sums_to(0.0, "axis"),
    laws.proportional("grad_out"),
    laws.additive("grad_out"),
    laws.shift_free("grad_out"),
]

EXAMPLE = {"grad_out": np.array([[1.0, 0.0, 0.0]]), "probs": np.array([[0.5, 0.25, 0.25]])}


def second_opinion(grad_out, probs, axis=-1):
    """Builds the whole Jacobian of every slice, entry by entry."""
    above, slices = np.moveaxis(grad_out, axis, -1), np.moveaxis(probs, axis, -1)
    result = np.zeros(slices.shape)
    for place in np.ndindex(slices.shape[:-1]):
        p, g = slices[place].tolist(), above[place].tolist()
        for j in range(len(p)):
            column = [p[i] * (1 - p[i]) if i == j else -p[i] * p[j] for i in range(len(p))]
            result[(*place, j)] = sum(a * b for a, b in zip(g, column, strict=True))
    return np.moveaxis(result, -1, axis)
