"""What the wrapped layer is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("start", "output", "gradients", "merged")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-8, 1e-8)


def inputs(draw):
    """Layers with and without a bias, ranks below and above their widths."""
    rank, into, out = draw.sizes("r", "I", "O", most=6)
    count, steps = draw.integer(1, 4), draw.integer(1, 4)
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(*draw.one_of((count,), (count, steps)), into, dtype=kind),
        "weight": draw.numbers(out, into, dtype=kind),
        "bias": draw.numbers(out, dtype=kind) if draw.chance(0.6) else None,
        "a": draw.numbers(rank, into, dtype=kind),
        "b": draw.numbers(out, rank, dtype=kind),
        "alpha": draw.one_of(8.0, 1, 0.5, 16),
    }


def _case(into, out, rank, alpha, lead=(2,), bias=True):
    rng = np.random.default_rng(6)
    shapes = {"x": (*lead, into), "weight": (out, into), "a": (rank, into), "b": (out, rank)}
    given = {name: rng.normal(size=shape).round(2) for name, shape in shapes.items()}
    return {**given, "bias": rng.normal(size=out).round(2) if bias else None, "alpha": alpha}


_RANK = "`rank` is at least 1 and may be above I or O"
_ALPHA = "`alpha` is a number, whole or not"

POINTS = {
    "all sizes equal": point("plus (alpha / rank) · B A x", **_case(3, 3, 3, 2.0)),
    "rank one": point(_RANK, **_case(4, 3, 1, 2.0)),
    "a rank above both widths": point(_RANK, **_case(2, 3, 5, 10.0)),
    "a whole alpha below the rank": point(_ALPHA, **_case(4, 3, 2, 1)),
    "no bias": point("and perhaps a bias (O,)", **_case(4, 3, 2, 6, bias=False)),
    "one row without a batch": point("takes x (…, I)", **_case(4, 3, 2, 4.0, lead=())),
    "alpha like the rank": point(_ALPHA, **_case(4, 3, 2, 2)),
}

CREDIT = [
    credit(25, "the start: the old layer, and the right parameters trained", output="start"),
    credit(20, "the output", output="output"),
    credit(25, "gradients for x, a and b, and none for the weight", output="gradients"),
    credit(20, "a step and the merged layer", output="merged"),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[1.0, 2.0]]),
    "weight": np.array([[1.0, 0.0]]),
    "bias": np.array([0.5]),
    "a": np.array([[1.0, 1.0]]),
    "b": np.array([[10.0]]),
    "alpha": 2.0,
}


def second_opinion(x, weight, bias, a, b, alpha):
    """The merged matrix in NumPy, and the chain rule by hand."""
    kind = x.dtype
    x, weight, a, b = (np.array(part, dtype=float) for part in (x, weight, a, b))
    plus = 0.0 if bias is None else np.array(bias, dtype=float)
    scale = alpha / len(a)
    output = x @ (weight + scale * b @ a).T + plus
    slope = np.cos(0.7 * np.arange(output.size) + 0.3).reshape(output.shape)
    rows, slopes = x.reshape(-1, x.shape[-1]), slope.reshape(-1, len(weight))
    by_merged = slopes.T @ rows  # the gradient of the merged matrix
    da, db = scale * b.T @ by_merged, scale * by_merged @ a.T
    dx = slope @ (weight + scale * b @ a)
    stepped = weight + scale * (b - 0.1 * db) @ (a - 0.1 * da)
    after = (x @ stepped.T + plus).astype(kind)
    start = {
        "computes what base does": True,
        "trained": ["a", "b"],
        "a is not zero": True,
        "b is zero": True,
    }
    gradients = {"x": dx.astype(kind), "a": da.astype(kind), "b": db.astype(kind), "weight": None}
    merged = {
        "is new": True,
        "has a bias": bias is not None,
        "output": after,
        "unmerged output": after,
        "frozen weight": weight.astype(kind),
    }
    return start, output.astype(kind), gradients, merged
