"""What mean squared error and its gradient are tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, invalid, laws, point

OUTPUTS = ("loss", "grad")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["pred"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Predictions and targets of one to three dimensions; targets may be whole numbers."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    whole = draw.chance(0.25)
    target = draw.numbers(*shape, spread=2.0, dtype="int64" if whole else kind)
    return {"pred": draw.numbers(*shape, spread=2.0, dtype=kind), "target": target}


_ALL = "the mean over **all** entries of"
_RAISE = "If the shapes differ, raise `ValueError`"
_DOOR = "even where NumPy could broadcast them, such as (N, 1) with (N,)"

POINTS = {
    "a perfect guess": point(_ALL, pred=np.array([[1.5, -2.0]]), target=np.array([[1.5, -2.0]])),
    "one entry": point("none of them empty", pred=np.array([3.0]), target=np.array([-4.0])),
    "a square matrix": point(
        _ALL,
        pred=np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]),
        target=np.array([[0.0, 2.5, 1.0], [4.0, 1.0, 6.0], [7.0, 9.0, 0.0]]),
    ),
    "whole targets": point(
        "`target` is of the same type, or int64",
        pred=np.array([0.25, 0.75, -1.0]),
        target=np.array([0, 1, 3]),
    ),
    "far apart": point(_ALL, pred=np.array([1e3, -1e3]), target=np.array([-1e3, 5.0])),
    "near large targets": point(
        _ALL, pred=np.array([250000.25, 1e6, -1e6]), target=np.array([250000.0, 1e6 + 0.5, -1e6])
    ),
    "a column and a row": invalid(
        _DOOR, "ValueError", pred=np.array([[1.0], [2.0], [3.0]]), target=np.array([1.0, 2.0, 3.0])
    ),
    "one target for all": invalid(
        _DOOR, "ValueError", pred=np.array([[1.0, 2.0], [3.0, 4.0]]), target=np.array([[1.0, 2.0]])
    ),
    "turned shapes of one size": invalid(
        _RAISE, "ValueError", pred=np.ones((2, 3)), target=np.ones((3, 2))
    ),
    "a pair of rows and all in one": invalid(
        _RAISE, "ValueError", pred=np.ones((2, 2)), target=np.ones(4)
    ),
}

CREDIT = [
    credit(35, "the loss", output="loss"),
    credit(35, "the gradient", output="grad"),
    credit(
        20,
        "`ValueError` for shapes that differ",
        points=(
            "a column and a row",
            "one target for all",
            "turned shapes of one size",
            "a pair of rows and all in one",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.gradient_agrees("pred")]

EXAMPLE = {"pred": np.array([[1.0, 2.0], [0.0, -1.0]]), "target": np.array([[1.0, 0.0], [1, 1]])}


def second_opinion(pred, target):
    """Exact fractions: the loss, and differences of it, which are exact for a square."""
    if pred.shape != target.shape:
        raise ValueError("the shapes differ")
    guesses = [Fraction(float(value)) for value in pred.ravel()]
    truths = [Fraction(float(value)) for value in target.ravel()]
    pairs = list(zip(guesses, truths, strict=True))
    loss = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    slopes = [((a + 1 - b) ** 2 - (a - 1 - b) ** 2) / 2 / len(pairs) for a, b in pairs]
    return float(loss), np.array([float(slope) for slope in slopes]).reshape(pred.shape)
