"""What the mended scores are tried with: for each fault, a call that shows it alone."""

import cmath
import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Any places, and more or fewer keys than queries."""
    queries, keys, half = draw.sizes("T", "S", "P", most=8)
    return {
        "q": draw.numbers(queries, 2 * half),
        "k": draw.numbers(keys, 2 * half),
        "start": draw.one_of(0, 3, 7, 20),
        **draw.options(base=(100.0, 500.5)),
    }


_FLAT = np.array([[1.0, 0, 2, 0], [3, 0, 1, 0], [1, 0, 1, 0], [2, 0, 5, 0]])

POINTS = {
    "places": point(
        "Query number t stands at the place `start` + t",
        q=np.array([[2.0, 0.0]]),
        k=np.array([[1.0, 0.0], [3.0, 0.0]]),
        start=1,
    ),
    "rates": point("with $\\varphi = p \\cdot \\text{base}^{-2i/D}$", q=_FLAT, k=_FLAT, start=0),
    "turning": point(
        "It becomes (a cos φ − b sin φ, a sin φ + b cos φ)",
        q=np.array([[2.0, 1.0], [1.0, 3.0]]),
        k=np.array([[1.0, 2.0], [3.0, -1.0]]),
        start=0,
    ),
    "scale": point(
        "divided by $\\sqrt{D}$",
        q=np.array([[1.0, 0.0, 2.0, 0.0]]),
        k=np.array([[3.0, 0.0, -1.0, 0.0]]),
        start=0,
    ),
    "far along": point(
        "`start` is a whole number from 0 on", q=_FLAT[:2] + 1, k=_FLAT[1:], start=3000
    ),
}

CREDIT = [
    credit(50, "scores at any places"),
    credit(10, "queries at their places", points=("places",)),
    credit(10, "the right rates", points=("rates",)),
    credit(10, "pairs that are turned", points=("turning",)),
    credit(10, "the right scale", points=("scale",)),
    credit(10, "a new array, and arguments left alone", effects=True),
]

SURVIVORS = {
    "width // 2 → width / 2": "equivalent: the width is even",
    "a * cos - b * sin → b * sin - a * cos": (
        "equivalent: queries and keys are turned by the same lines, so both signs cancel"
    ),
}

EXAMPLE = {"q": np.array([[1.0, 0.0]]), "k": np.array([[1.0, 0.0], [0.0, 1.0]]), "start": 1}


def second_opinion(q, k, start, base=10000.0):
    """Nothing is turned but by the distance: the real part of a product of complex numbers."""
    width = q.shape[1]
    out = np.zeros((len(q), len(k)))
    for t, s in np.ndindex(out.shape):
        for i in range(0, width, 2):
            one, other = complex(q[t, i], q[t, i + 1]), complex(k[s, i], k[s, i + 1])
            turn = cmath.exp(1j * (start + t - s) * base ** (-i / width))
            out[t, s] += (one * turn * other.conjugate()).real
    return out / math.sqrt(width)
