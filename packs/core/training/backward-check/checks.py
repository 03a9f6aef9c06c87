"""What a gradient check is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-6, 1e-6)

_FAULTS = ("", "", "sign", "zero", "doubled", "above ignored")


def inputs(draw):
    """Sound layers and faulty ones; outputs of another shape than the inputs."""
    layer = draw.one_of("cubes", "matrix", "pairs", "sum")
    kind = draw.dtype("float64", "float32", "int64")
    spread = 2.0 if kind == "int64" else 1.0
    sizes = draw.sizes(*"ab"[: draw.one_of(1, 2)], most=4)
    rows = draw.integer(1, 4)
    x = draw.numbers(*sizes, centre=0.5, spread=spread, dtype=kind)
    a = draw.numbers(*((rows, sizes[0]) if layer == "matrix" else sizes))
    shape = {"matrix": (rows, *sizes[1:]), "pairs": (*sizes, *sizes)}.get(layer, tuple(sizes))
    return {
        "layer": layer,
        "fault": draw.one_of(*_FAULTS, *(["half of it"] if layer == "pairs" else [])),
        "a": a,
        "x": x,
        "v": draw.numbers(*shape, dtype=kind),
        "eps": draw.one_of(None, 1e-4, 0.1, 1.0),
    }


def _case(says, layer, a, x, v, fault="", eps=None):
    x, v = np.array(x), np.array(v)
    return point(says, layer=layer, fault=fault, a=np.array(a, float), x=x, v=v, eps=eps)


_BOTH = "and 0 where both norms are 0"
_SHAPE = "It may differ from that of `x`."
_V = r"the gradient by `x` of the number $\sum_j v_j\, f_j(x)$"
_NORM = "Return the relative error, with Euclidean norms over all entries"
_TYPES = "`x` and `v` are float64, float32 or int64"
_LARGE = "may be as large as 1: then the formula above is wanted"
_A = [[1.0, 2.0], [-3.0, 0.5]]

POINTS = {
    "no gradient at all": _case(_BOTH, "matrix", _A, [1.0, 2.0], [0.0, 0.0]),
    "claimed to be zero": _case(_NORM, "matrix", _A, [1.0, 2.0], [1.0, 2.0], "zero"),
    "twice too large": _case(_NORM, "matrix", _A, [1.0, 2.0], [1.0, 2.0], "doubled"),
    "the other sign": _case(_NORM, "cubes", [1.0, 2.0], [1.0, 2.0], [1.0, 2.0], "sign"),
    "a transpose forgotten": _case(_V, "matrix", _A, [1.0, 2.0], [3.0, -1.0], "turned"),
    "a transpose that sums alike": _case(
        _V, "matrix", [[1.0, 2.0], [2.5, 1.0]], [1.0, 2.0], [3.0, -1.0], "above ignored"
    ),
    "more outputs than inputs": _case(
        _SHAPE, "pairs", [0.0], [1.0, -2.0, 0.5], np.arange(9.0).reshape(3, 3), "half of it"
    ),
    "tiny gradients": _case(_NORM, "matrix", _A, [1.0, 2.0], [1e-6, 2e-6], "doubled"),
    "huge gradients": _case(_NORM, "matrix", _A, [1.0, 2.0], [1e6, 2e6]),
    "whole numbers": _case(_TYPES, "cubes", [1.0, 2.0], [1, 2], [3, -1]),
    "a step of one": _case(_LARGE, "cubes", [1.0, 2.0], [1.0, 2.0], [3.0, -1.0], eps=1.0),
    "entries as small as the step": _case(_LARGE, "cubes", [1.0, 2.0], [1e-5, -3e-5], [2.0, 1.0]),
    "a single number": _case("of any shape without empty axes", "cubes", 2.0, 1.5, 1.0, "doubled"),
}

CREDIT = [
    credit(60, "the error of ordinary layers, sound and faulty"),
    credit(10, "0 where there is no gradient", points=("no gradient at all",)),
    credit(10, "gradients of any size", points=("tiny gradients", "huge gradients")),
    credit(10, "whole numbers, and a large step", points=("whole numbers", "a step of one")),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "layer": "matrix",
    "fault": "doubled",
    "a": np.array(_A),
    "x": np.array([1.0, 2.0]),
    "v": np.array([1.0, 2.0]),
    "eps": None,
}


def second_opinion(layer, fault, a, x, v, eps):
    """Both gradients from formulas, entry by entry; only cubes leave the square of the step."""
    step = 1e-5 if eps is None else eps
    x, v = x.astype(float), v.astype(float)

    def gradient(above, square, turned=False, half=False):
        out = np.zeros(x.shape)
        for k in np.ndindex(x.shape):
            if layer == "matrix":
                column = a[k[0]] if turned else a[:, k[0]]
                out[k] = sum(c * above[(j, *k[1:])] for j, c in enumerate(column))
            elif layer == "cubes":
                out[k] = above[k] * a[k] * (3 * x[k] ** 2 + square)
            elif layer == "pairs":
                for j in np.ndindex(x.shape):
                    out[k] += above[k + j] * x[j] + (0 if half else above[j + k] * x[j])
            else:
                out[k] = sum((a * above).ravel().tolist())
        return out

    measured = gradient(v, step**2)
    above = np.ones(v.shape) if fault == "above ignored" else v
    claimed = gradient(above, 0.0, fault == "turned", fault == "half of it")
    claimed = claimed * {"sign": -1, "zero": 0, "doubled": 2}.get(fault, 1)
    gap, one, two = (
        math.hypot(*array.ravel().tolist()) for array in (claimed - measured, claimed, measured)
    )
    return gap / (one + two) if one + two else 0.0


SURVIVORS = {
    "claimed.ravel() - slopes → slopes - claimed.ravel()": "equivalent: a norm has no sign",
}
