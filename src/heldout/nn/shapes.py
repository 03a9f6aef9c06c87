"""What arrays must look like, said in one sentence when they do not.

Every part of the shelf begins with these: a wrong shape is told at the door, with what must hold,
what was given and the likely fix, instead of being broadcast into a silent wrong answer.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from heldout.errors import HeldoutError

__all__ = ["Array", "Labels", "Parameters", "ShapeError", "floating", "labels", "must", "sizes"]

Array = NDArray[np.floating]
Labels = NDArray[np.integer]
Parameters = dict[str, Array]  # by name; gradients have the same names and shapes


class ShapeError(HeldoutError, ValueError):
    """An array does not fit what it was given to."""


def must(holds: bool, rule: str, given: object, fix: str) -> None:
    """ShapeError unless it holds: what must be so, what was given, what to do."""
    if not holds:
        raise ShapeError(f"{rule}; given: {given}. {fix}")


def floating(name: str, values: ArrayLike) -> Array:
    """The values as a floating array; integers and booleans become float64, floats stay theirs."""
    array = np.asarray(values)
    if np.issubdtype(array.dtype, np.floating):
        return array
    must(
        array.dtype == np.bool_ or np.issubdtype(array.dtype, np.integer),
        f"{name} must hold real numbers",
        f"dtype {array.dtype}",
        "Convert it with .astype(np.float64).",
    )
    return array.astype(np.float64)


def labels(name: str, values: ArrayLike, classes: int) -> Labels:
    """The values as integer class indices of any shape, each from 0 to classes - 1."""
    array = np.asarray(values)
    must(
        np.issubdtype(array.dtype, np.integer),
        f"{name} must be integer class indices",
        f"dtype {array.dtype}",
        "One-hot rows become indices with .argmax(axis=-1).",
    )
    must(
        array.size == 0 or bool((array >= 0).all() and (array < classes).all()),
        f"{name} must lie from 0 to {classes - 1}",
        f"{array.min()} to {array.max()}" if array.size else "nothing",
        "Count classes from 0, and give the scores one column for each.",
    )
    return array


def sizes(name: str, array: Array, letters: str, fix: str = "") -> tuple[int, ...]:
    """The sizes of the array's axes, one for each letter: `N, D = sizes("x", x, "N D")`."""
    axes = letters.split()
    must(
        array.ndim == len(axes),
        f"{name} must have shape ({', '.join(axes)})",
        f"shape {array.shape}",
        fix or f"It needs {len(axes)} axes; add one with x[None] or merge some with reshape.",
    )
    return array.shape
