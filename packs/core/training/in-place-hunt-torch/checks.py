"""What the mended training program is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("losses", "w", "b", "v", "a gradient is required")


def tolerance(arguments):
    """float32 carries seven digits, and every step loses some of them."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """All sizes different; numbers and steps of a training that does not explode."""
    examples, columns, units = draw.sizes("N", "D", "H", most=6)
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(examples, columns, centre=0.5, spread=0.7, dtype=kind),
        "y": draw.numbers(examples, dtype=kind),
        "w": draw.numbers(units, columns, spread=0.5, dtype=kind),
        "b": draw.numbers(units, spread=0.5, dtype=kind),
        "v": draw.numbers(units, spread=0.5, dtype=kind),
        **draw.options(steps=(1, 2, 5), rate=(0.01, 0.03)),
    }


_GIVEN = {
    "x": np.array([[1.0, 2.0], [3.0, -1.0], [0.5, 0.5]]),
    "y": np.array([1.0, -0.5, 0.25]),
    "w": np.array([[0.5, -0.25], [0.1, 0.3]]),
    "b": np.array([0.2, -0.1]),
    "v": np.array([0.4, -0.6]),
}

POINTS = {
    "one step": point("`steps` is at least 1", **_GIVEN, steps=1),
    "three steps": point("(3 unless said)", **_GIVEN),
    "six steps": point("this step's loss", **_GIVEN, steps=6, rate=0.05),
}

CREDIT = [
    credit(20, "the losses", output="losses"),
    credit(20, "`w` after training", output="w"),
    credit(20, "all that is returned"),
    credit(20, "several steps in a row", points=("three steps", "six steps")),
    credit(20, "the tensors of the caller left alone", effects=True),
]

EXAMPLE = {**_GIVEN, "steps": 2}


def second_opinion(x, y, w, b, v, steps=None, rate=None):
    """Gradients by hand, one example and one unit at a time, in plain Python."""
    steps, rate = 3 if steps is None else steps, 0.02 if rate is None else rate
    rows = (x.astype(float) - x.astype(float).mean(axis=0)).tolist()
    w, b, v = (array.astype(float) for array in (w, b, v))
    losses = []
    for _ in range(steps):
        slopes, loss = [np.zeros(array.shape) for array in (w, b, v)], 0.0
        for row, target in zip(rows, y.tolist(), strict=True):
            z = [math.fsum(p * q for p, q in zip(r, row, strict=True)) for r in w.tolist()]
            z = [sum(pair) for pair in zip(z, b.tolist(), strict=True)]
            s = [1 / (1 + math.exp(-value)) for value in z]
            a = [2 * max(0.0, value) + 2 * gate for value, gate in zip(z, s, strict=True)]
            gap = sum(p * q for p, q in zip(a, v.tolist(), strict=True)) - target
            loss += gap**2 / len(rows)
            for h, value in enumerate(z):
                pull = 2 * gap / len(rows)
                slopes[2][h] += pull * a[h]
                inner = pull * v[h] * (2 * (value > 0) + 2 * s[h] * (1 - s[h]))
                slopes[1][h] += inner
                slopes[0][h] += inner * np.array(row)
        losses.append(loss)
        w, b, v = (p - rate * g for p, g in zip((w, b, v), slopes, strict=True))
    return *(array.astype(x.dtype) for array in (np.array(losses), w, b, v)), False


SURVIVORS = {
    "torch.mv(a, v) - y → y - torch.mv(a, v)": "equivalent: the gap is squared",
}
