"""What the Manhattan distance on a device is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-6, 1e-6)


def inputs(draw):
    """Tensors of one to three dimensions and of four types."""
    shape = draw.sizes(*"abc"[: draw.one_of(1, 2, 3)])
    pair = {}
    for name in "ab":
        kind = draw.one_of("float64", "float32", "int64", "uint8")
        if kind.startswith("float"):
            pair[name] = draw.numbers(*shape, spread=3.0, dtype=kind)
        else:
            low = 0 if kind == "uint8" else -9
            pair[name] = draw.laid_out(draw.whole(low, 9, *shape).astype(kind), kind)
    return {**pair, **draw.options(device=("cuda", "cpu"))}


_BYTES = "Each is float64, float32, int64 or uint8"

POINTS = {
    "bytes": point(
        _BYTES,
        a=np.array([3, 200, 0, 7], dtype=np.uint8),
        b=np.array([5, 190, 255, 7], dtype=np.uint8),
    ),
    "bytes and floats": point(
        "the two types may differ", a=np.array([1, 250], dtype=np.uint8), b=np.array([1.5, -2.5])
    ),
    "no GPU needed": point("without an error", a=np.array([1.0]), b=np.array([4.0]), device="cuda"),
    "no entries": point(
        "also without entries (distance 0)", a=np.zeros((0, 2)), b=np.zeros((0, 2))
    ),
    "whole numbers that float32 rounds": point(
        "Float64 is precise enough to compute in",
        a=np.array([2**24 + 1, 5]),
        b=np.array([2**24, 5]),
    ),
    "float64 that float32 rounds": point(
        "Float64 is precise enough to compute in",
        a=np.array([1e6 + 0.015625, 3.0]),
        b=np.array([1e6, 3.0]),
    ),
    "differences that cancel": point(
        "$\\sum_i |a_i - b_i|$", a=np.array([[1, 9], [4, 4]]), b=np.array([[9, 1], [1, 7]])
    ),
}

CREDIT = [
    credit(60, "the right distance, as a Python number"),
    credit(
        10,
        "numbers that float32 would round",
        points=("whole numbers that float32 rounds", "float64 that float32 rounds"),
    ),
    credit(20, "bytes that do not wrap round", points=("bytes", "bytes and floats")),
    credit(10, "`a` and `b` left alone", effects=True),
]

EXAMPLE = {"a": np.array([1, 4, 10, 2]), "b": np.array([6, 4, 1, 6]), "device": "cuda"}


def second_opinion(a, b, device=None):
    """Exact, in fractions."""
    pairs = zip(a.ravel().tolist(), b.ravel().tolist(), strict=True)
    return float(sum(abs(Fraction(one) - Fraction(other)) for one, other in pairs))


SURVIVORS = {
    "device if torch.cuda.is_available() else 'cpu' → 'cpu'": (
        "cannot be seen: the judge of this task lends no GPU, so both compute on the CPU"
    ),
    "a.to(where, torch.float64) - b.to(where, torch.float64) → "
    "b.to(where, torch.float64) - a.to(where, torch.float64)": (
        "equivalent: absolute values are taken of both"
    ),
}
