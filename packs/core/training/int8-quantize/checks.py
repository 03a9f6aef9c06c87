"""What the quantiser is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("values", "scale")
TOLERANCE = (0.0, 1e-6)


def inputs(draw):
    """Channels of very different sizes; entries are kept away from halves."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)])
    kind = draw.dtype("float64", "float32")
    options = draw.options(axis=range(-len(shape), len(shape)), limit=(0.5, 1.0, 4.0))
    x = np.array(draw.numbers(*shape, spread=np.exp(draw.numbers(shape[-1]))))
    if draw.chance(0.2):
        x[..., -1] = 0.0
    if draw.chance(0.2):
        x = -np.abs(x)
    others = None
    if options.get("axis") is not None:
        others = tuple(k for k in range(x.ndim) if k != options["axis"] % x.ndim)
    top = np.abs(x).max(axis=others, keepdims=True)
    step = options.get("limit", np.where(top > 0, top, 127.0)) / 127.0
    whole = np.rint(x / step)
    x = step * (whole + 0.8 * (x / step - whole))
    return {"x": draw.laid_out(x, kind), **options}


def _case(says, x, **given):
    return point(says, x=np.array(x, dtype=float), **given)


_HALF = "A half is rounded to the **even** neighbour."
_LOW = "The value −128 is not used."
_BEYOND = "what lies beyond it is clipped"
_ZERO = "Where all entries that share a scale are 0, $s$ is 1."
_CHANNEL = "**each index of `axis` has a scale of its own** (per channel)"
_END = "`axis` may count from the end"
_TOP = "the largest **magnitude** among the entries that share a scale"
_SHAPE = "has one axis or more, and none of them is empty"
_CUBE = np.arange(24.0).reshape(2, 3, 4) ** 2 - 100.0


def properties(arguments, output):
    """The type of the values, which no comparison of numbers sees."""
    if np.asarray(output[0]).dtype != np.int8:
        yield "`values` must be an int8 array: that is what saves the memory."


POINTS = {
    "halves": _case(_HALF, [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 126.5, 127.0]),
    "halves at the limit": _case(_HALF, [3.5, 4.5, 127.5, -127.5, 126.5], limit=127.0),
    "far beyond the limit": _case(_BEYOND, [200.0, -200.0, 3e9, -3e9, 300.0, 1.0], limit=127.0),
    "just beyond the limit": _case(_LOW, [-128.0, 128.0, -127.9, 5.0], limit=127.0),
    "the most extreme entry is negative": _case(_TOP, [[-127.0, 3.0], [12.0, 60.0]]),
    "all negative": _case(_TOP, [-3.0, -254.0, -10.0]),
    "all zero": _case(_ZERO, [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
    "one channel of zeros": _case(_ZERO, [[0.0, 0.0, 0.0], [1.0, -4.0, 127.0]], axis=0),
    "zeros with a limit": _case("whatever the entries are (also for zeros)", [0.0, 0.0], limit=2.0),
    "a square matrix by rows": _case(_CHANNEL, [[127.0, 10.0], [3.0, 1.0]], axis=0),
    "a square matrix by columns": _case(_END, [[127.0, 10.0], [3.0, 1.0]], axis=-1),
    "the middle of three axes": _case(_CHANNEL, _CUBE, axis=1),
    "three axes, one scale": _case("one scale for the whole array (per tensor)", _CUBE),
    "each entry a channel": _case(_CHANNEL, [3.0, -0.5, 0.0], axis=0),
    "one entry": _case(_SHAPE, [[-7.0]]),
    "a limit for every channel": _case(
        "it takes the place of every $a$", [[1.0, 9.0], [0.4, -0.3]], axis=1, limit=2.0
    ),
    "very small numbers": _case(_SHAPE, [1e-30, -3e-31, 4.1e-31]),
    "float32": point(
        "`x` is float64 or float32", x=np.array([[127.0, -3.0], [0.25, 63.7]], dtype=np.float32)
    ),
}

CREDIT = [
    credit(35, "the values", output="values"),
    credit(20, "the scale", output="scale"),
    credit(
        20,
        "what is clipped",
        points=("far beyond the limit", "just beyond the limit", "a limit for every channel"),
    ),
    credit(10, "halves", points=("halves", "halves at the limit")),
    credit(10, "zeros", points=("all zero", "one channel of zeros")),
    credit(5, "new arrays, and `x` left alone", effects=True),
]

EXAMPLE = {"x": np.array([[1.1, -2.0, 0.5], [10.0, 4.0, -0.1]]), "axis": 0}


def second_opinion(x, axis=None, limit=None):
    """Group by group, in exact fractions; Python rounds halves to even."""
    groups = {}
    for place in np.ndindex(x.shape):
        groups.setdefault(0 if axis is None else place[axis], []).append(place)
    values = np.zeros(x.shape, dtype=np.int8)
    shape = [1] * x.ndim
    if axis is not None:
        shape[axis] = x.shape[axis]
    scale = np.zeros(shape)
    for name, places in groups.items():
        top = max(abs(Fraction(float(x[place]))) for place in places)
        if limit is not None:
            top = Fraction(limit)
        step = top / 127 if top else Fraction(1)
        scale.reshape(-1)[name] = float(step)
        for place in places:
            level = round(Fraction(float(x[place])) / step)
            values[place] = max(-127, min(127, level))
    return values, scale
