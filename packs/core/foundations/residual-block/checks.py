"""What a residual block is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits, and two products after each other lose some of them."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-9)


def inputs(draw):
    """None to two leading axes, all widths different; with a projection, and without."""
    leading = draw.sizes(*"NT"[: draw.one_of(1, 0, 2)])
    features, hidden = draw.sizes("D", "H")
    kind = draw.dtype("float64", "float32")
    projected = draw.chance(0.5)
    outputs = draw.sizes("O")[0] if projected else features
    given = {
        "x": draw.numbers(*leading, features, dtype=kind),
        "w1": draw.numbers(hidden, features, dtype=kind),
        "w2": draw.numbers(outputs, hidden, dtype=kind),
    }
    if projected:
        given["w_skip"] = draw.numbers(outputs, features, dtype=kind)
    return given


_X = np.array([[1.0, -2.0], [-3.0, 0.5], [0.0, 4.0]])
_W1 = np.array([[1.0, 2.0], [-1.0, 0.5]])
_W2 = np.array([[0.5, -1.0], [-2.0, 0.25]])

_SKIP = "the skip $s(x)$ is $x$ itself, or $W_s x$ where `w_skip` is given"
_SHAPES = "a row for each output"
_LEADING = "rows of D numbers under any number of leading axes, also none"
_FORMULA = r"y = \operatorname{ReLU}\big(s(x) + W_2 \operatorname{ReLU}(W_1 x)\big)"
_LEAST = "No axis is empty."

POINTS = {
    "square weights": point(_SHAPES, x=_X, w1=_W1, w2=_W2),
    "everything two by two": point(_SHAPES, x=_X[:2], w1=_W1, w2=_W2),
    "a branch of zeros": point(_SKIP, x=_X, w1=_W1, w2=np.zeros((2, 2))),
    "a branch that takes away": point(
        _FORMULA,
        x=np.array([[3.0, 5.0]]),
        w1=np.array([[1.0, 1.0]]),
        w2=np.array([[-0.25], [-0.5]]),
    ),
    "a branch that is never active": point(
        _FORMULA, x=np.array([[3.0, -5.0]]), w1=np.array([[-1.0, 0.0]]), w2=np.array([[1.0], [9.0]])
    ),
    "a projection where the shapes would fit": point(
        _SKIP, x=_X, w1=_W1, w2=_W2, w_skip=np.array([[0.0, -1.0], [2.0, 1.0]])
    ),
    "a projection to negative entries": point(
        _SKIP,
        x=np.array([[1.0, 2.0]]),
        w1=np.array([[1.0, 1.0], [0.5, 0.5]]),
        w2=np.ones((3, 2)),
        w_skip=np.array([[-1.0, -1.0], [-2.0, 0.5], [0.25, -3.0]]),
    ),
    "a single row without a batch": point(_LEADING, x=np.array([1.0, 0.5]), w1=_W1, w2=_W2),
    "a sequence": point(_LEADING, x=np.linspace(-2.0, 2.0, 12).reshape(2, 3, 2), w1=_W1, w2=_W2),
    "one of everything": point(
        _LEAST, x=np.array([[2.0]]), w1=np.array([[3.0]]), w2=np.array([[-0.25]])
    ),
}

CREDIT = [
    credit(60, "ordinary blocks, under any leading axes"),
    credit(
        30,
        "square weights, and projections that could be left out",
        points=(
            "square weights",
            "everything two by two",
            "a projection where the shapes would fit",
            "a projection to negative entries",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.bounded(0.0, float("inf")), laws.proportional("x")]

EXAMPLE = {
    "x": np.array([[1.0, -2.0], [0.5, 1.0]]),
    "w1": np.array([[1.0, 0.0], [0.0, -1.0], [1.0, 1.0]]),
    "w2": np.array([[1.0, 0.5, 0.0], [-1.0, 2.0, 1.0]]),
}


def second_opinion(x, w1, w2, w_skip=None):
    """Row by row, unit by unit, in plain Python."""

    def turned(weight, row):
        return [sum(w * v for w, v in zip(line, row, strict=True)) for line in weight.tolist()]

    out = np.zeros((*x.shape[:-1], len(w2)))
    for place in np.ndindex(x.shape[:-1]):
        row = x[place].tolist()
        hidden = [max(0.0, z) for z in turned(w1, row)]
        skip = row if w_skip is None else turned(w_skip, row)
        pairs = zip(skip, turned(w2, hidden), strict=True)
        out[place] = [max(0.0, a + b) for a, b in pairs]
    return out
