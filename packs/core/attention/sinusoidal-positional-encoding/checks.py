"""What the table of sinusoids is tried with."""

import cmath

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Even and odd widths, with and without a first position and another base."""
    length, width = draw.sizes("T", "D", most=12)
    return {
        "length": length,
        "d_model": width,
        **draw.options(first=(1, 7, 40), base=(100.0, 500.5, 3)),
    }


_ODD = "`d_model` **may be odd**: then the last column is a sine whose cosine is left out."
_LEAST = "`length` and `d_model` are at least 1"
_ROW = "belongs to the position $t = \\text{first} + r$"
_BASE = "`base` is a number above 1, whole or not"

POINTS = {
    "an even width": point("sines in the even columns", length=5, d_model=6),
    "an odd width": point(_ODD, length=4, d_model=5),
    "a square of odd width": point(_ODD, length=7, d_model=7),
    "a width of one": point(_LEAST, length=3, d_model=1),
    "a width of two": point(_LEAST, length=3, d_model=2),
    "one position": point(_LEAST, length=1, d_model=4),
    "far along a text": point(_ROW, length=2, d_model=8, first=2000),
    "one position, not the first": point(_ROW, length=1, d_model=3, first=9),
    "a whole base": point(_BASE, length=3, d_model=5, base=10),
}

CREDIT = [
    credit(50, "even widths, and all else"),
    credit(40, "odd widths", points=("an odd width", "a square of odd width", "a width of one")),
    credit(10, "a new array for each call", effects=True),
]

EXAMPLE = {"length": 3, "d_model": 5}


def second_opinion(length, d_model, first=0, base=10000.0):
    """Hands of clocks: each pair is a complex number that turns on from the position before."""
    pairs = (d_model + 1) // 2
    table = np.zeros((length, 2 * pairs))
    for i in range(pairs):
        rate = float(base) ** (-2 * i / d_model)
        for r in range(length):
            hand = cmath.exp(1j * (first + r) * rate)
            table[r, 2 * i : 2 * i + 2] = hand.imag, hand.real
    return table[:, :d_model]
