"""What the loss of a regression network is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "w1", "b1", "w2", "b2")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """All sizes different, one of them sometimes 1; targets with one axis or two."""
    rows, hidden, features = draw.sizes("N", "H", "D", most=6)
    kind = draw.dtype("float64", "float32")
    shape = draw.one_of((rows,), (rows, 1))
    return {
        "x": draw.numbers(rows, features, dtype=kind),
        "y": draw.numbers(*shape, centre=1.0, spread=2.0, dtype=kind),
        "w1": draw.numbers(hidden, features, spread=0.7, dtype=kind),
        "b1": draw.numbers(hidden, spread=0.5, dtype=kind),
        "w2": draw.numbers(1, hidden, dtype=kind),
        "b2": draw.numbers(1, dtype=kind),
    }


_BOTH = "Its shape is (N,) **or** (N, 1); both have to work."
_ONE = "N may be 1."
_STORED = "are stored as in `nn.Linear`"
_GIVEN = {
    "w1": np.array([[0.5, -1.0], [0.25, 0.75]]),
    "b1": np.array([0.1, -0.2]),
    "w2": np.array([[1.5, -0.5]]),
    "b2": np.array([0.3]),
}
_X = np.array([[1.0, 2.0], [-1.0, 0.5], [0.0, -2.0]])
_Y = np.array([3.0, -1.0, 0.5])

POINTS = {
    "targets with one axis": point(_BOTH, x=_X, y=_Y, **_GIVEN),
    "targets with two axes": point(_BOTH, x=_X, y=_Y[:, None], **_GIVEN),
    "two rows, two units": point(_STORED, x=_X[:2], y=_Y[:2], **_GIVEN),
    "a single row": point(_ONE, x=_X[:1], y=_Y[:1], **_GIVEN),
    "a single row, two axes": point(_ONE, x=_X[:1], y=_Y[:1, None], **_GIVEN),
    "one unit": point(
        _STORED,
        x=np.array([[2.0], [0.5]]),
        y=np.array([1.0, 2.0]),
        w1=np.array([[0.5]]),
        b1=np.array([0.0]),
        w2=np.array([[2.0]]),
        b2=np.array([-1.0]),
    ),
}

CREDIT = [
    credit(30, "the value", output="value"),
    credit(30, "the gradients", output="gradients"),
    credit(
        30,
        "targets of both shapes",
        points=("targets with one axis", "targets with two axes", "two rows, two units"),
    ),
    credit(10, "arguments left alone", effects=True),
]

LAWS = [laws.ignores_permutation(("x", "y"), 0, output=0)]

EXAMPLE = {"x": _X, "y": _Y, **_GIVEN}


def second_opinion(x, y, w1, b1, w2, b2):
    """Row by row in plain Python, the slope of tanh from cosh. The judge weighs a single entry by
    cos(0.3)."""
    n, d = x.shape
    loss, pull = 0.0, math.cos(0.3)
    grads = [np.zeros(a.shape) for a in (x, w1, b1, w2, b2)]
    for i, target in enumerate(y.ravel().tolist()):
        sums = [sum(float(w * v) for w, v in zip(row, x[i], strict=True)) for row in w1]
        sums = [s + float(b) for s, b in zip(sums, b1, strict=True)]
        gap = sum(math.tanh(s) * float(w) for s, w in zip(sums, w2[0], strict=True))
        gap += float(b2[0]) - target
        loss += gap**2 / n
        slope = 2 * gap / n * pull
        grads[4][0] += slope
        for h, s in enumerate(sums):
            grads[3][0, h] += slope * math.tanh(s)
            inner = slope * float(w2[0, h]) / math.cosh(s) ** 2
            grads[2][h] += inner
            for j in range(d):
                grads[1][h, j] += inner * x[i, j]
                grads[0][i, j] += inner * w1[h, j]
    return loss, grads


SURVIVORS = {
    "predicted.reshape(-1) - y.reshape(-1) → y.reshape(-1) - predicted.reshape(-1)": (
        "equivalent: the difference is squared"
    ),
}
