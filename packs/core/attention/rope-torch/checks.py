"""What rotary positions for a batch are tried with."""

import cmath

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("values", "gradients")
GRADIENTS = ("q", "k")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-5) if arguments["q"].dtype == np.float32 else (1e-8, 1e-8)


def inputs(draw):
    """Sequences that begin anywhere, with gaps; other heads for keys than for queries."""
    steps, half = draw.sizes("T", "P", most=6)
    count, heads, groups = draw.integer(1, 4), draw.integer(1, 4), draw.integer(1, 3)
    kind, far = draw.dtype("float64", "float32"), draw.one_of(9, 300)
    return {
        "q": draw.numbers(count, heads, steps, 2 * half, dtype=kind),
        "k": draw.numbers(count, groups, steps, 2 * half, dtype=kind),
        "positions": draw.whole(0, far, count, steps),
        **draw.options(base=(100.0, 500.5, 3)),
    }


def _case(shape, groups, positions, kind=np.float64, **more):
    rng = np.random.default_rng(4)
    count, _, steps, width = shape
    return {
        "q": rng.normal(size=shape).round(2).astype(kind),
        "k": rng.normal(size=(count, groups, steps, width)).round(2).astype(kind),
        "positions": np.array(positions),
        **more,
    }


_EACH = "the sequences of a batch begin at different positions"
_FAR = "Positions up to a million must come out right in both types."
_PAIR = "**Entry i is paired with entry i + D/2.**"
_FIRST = [[0, 1, 2], [5, 6, 7]]

POINTS = {
    "as many sequences as heads": point(_EACH, **_case((2, 2, 3, 4), 2, _FIRST)),
    "padding on the left": point(
        _EACH, **_case((3, 2, 4, 4), 1, [[0, 1, 2, 3], [0, 0, 1, 2], [0, 0, 0, 1]])
    ),
    "all sizes equal": point(
        _PAIR, **_case((4, 4, 4, 4), 4, [[3, 1, 0, 2], [0, 1, 2, 3], [9, 9, 9, 9], [4, 5, 7, 8]])
    ),
    "one pair": point(_PAIR, **_case((1, 1, 2, 2), 1, [[1, 2]])),
    "a million": point(_FAR, **_case((1, 2, 2, 4), 1, [[999_999, 123_457]])),
    "a million in float32": point(
        _FAR, **_case((1, 2, 2, 4), 1, [[999_999, 123_457]], kind=np.float32)
    ),
    "thousands in float32": point(
        _FAR, **_case((1, 1, 2, 6), 1, [[30_001, 70_003]], kind=np.float32)
    ),
    "another whole base": point(
        "`base` is a number above 1, whole or not", **_case((1, 1, 3, 6), 2, [[1, 2, 3]], base=7)
    ),
}

CREDIT = [
    credit(40, "the turned queries and keys", output="values"),
    credit(30, "the gradients", output="gradients"),
    credit(
        20,
        "positions far along a text",
        points=("a million", "a million in float32", "thousands in float32"),
    ),
    credit(10, "new tensors, and arguments left alone", effects=True),
]


def properties(arguments, output):
    """The type of the results, which a comparison of values alone would let pass."""
    for name, value in zip("qk", output[0], strict=True):
        if value.dtype != arguments["q"].dtype:
            yield f"The turned `{name}` must have the type of `{name}`; it is {value.dtype}."


SURVIVORS = {"q.shape[3] // 2 → q.shape[3] / 2": "equivalent: D is even"}

EXAMPLE = {
    "q": np.array([[[[1.0, 1.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0]]]]),
    "k": np.array([[[[0.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 1.0]]]]),
    "positions": np.array([[0, 1]]),
}


def second_opinion(q, k, positions, base=10000.0):
    """Each pair as a complex number; the gradient is the slope, turned back."""
    values, gradients = [], []
    for x in (q, k):
        slope = np.cos(0.7 * np.arange(x.size) + 0.3).astype(x.dtype).reshape(x.shape)
        values.append(_turned(x, positions, float(base), 1).astype(x.dtype))
        gradients.append(_turned(slope, positions, float(base), -1).astype(x.dtype))
    return tuple(values), gradients


def _turned(x, positions, base, sign):
    half = x.shape[-1] // 2
    out = np.zeros(x.shape)
    for n, h, t in np.ndindex(x.shape[:-1]):
        for i in range(half):
            angle = int(positions[n, t]) * base ** (-i / half)
            z = complex(x[n, h, t, i], x[n, h, t, i + half]) * cmath.exp(sign * 1j * angle)
            out[n, h, t, i], out[n, h, t, i + half] = z.real, z.imag
    return out
