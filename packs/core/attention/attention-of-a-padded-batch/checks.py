"""What the mended attention is tried with: for each fault, a batch that shows it."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Any number of heads; sequences of any length."""
    count, steps, width, heads, each = draw.sizes("N", "T", "E", "H", "D", most=6)
    return {
        "x": draw.numbers(count, steps, width),
        "w_q": draw.numbers(width, heads * each),
        "w_k": draw.numbers(width, heads * each),
        "w_v": draw.numbers(width, heads * each),
        "lengths": draw.whole(1, steps, count),
        "heads": heads,
        **draw.options(causal=(True,)),
    }


_ONE = np.eye(3)
_ROOT = 3**0.5
_VALUE = np.array([[0.0, 0.0, 0.0], [1.0, 5.0, 2.0], [4.0, 2.0, 7.0]])


def _scored(says, table, length=3, **more):
    """x is one-hot, so that the rows of w_q are the scores, and those of w_v the values."""
    given = {"x": _ONE[None], "w_q": _ROOT * np.array(table), "w_k": _ONE, "w_v": _VALUE}
    return point(says, **given, lengths=np.array([length]), **more)


POINTS = {
    "scale": point(
        "divided by the root of its own width A / heads",
        x=np.eye(3, 5)[None],
        w_q=np.vstack([[[0.0, 1, 2, 0], [2, 0, 1, 0], [1, 2, 0, 0]], np.zeros((2, 4))]),
        w_k=np.eye(5, 4),
        w_v=np.arange(20.0).reshape(5, 4) % 7,
        lengths=np.array([3]),
    ),
    "sums": _scored(
        "their softmax over the keys that may be looked at",
        [[9000.0, 0, 0], [9000, 0, 0], [0, 0, 9000]],
    ),
    "ahead": _scored(
        "a step looks at itself and at earlier steps only",
        [[5000.0, 9000, 1], [1, 5000, 9000], [1, 1, 5000]],
        causal=True,
    ),
    "padding": _scored(
        "**padding that nobody looks at**",
        [[7000.0, 900, 9000], [900, 7000, 9000], [800, 400, 9000]],
        length=2,
    ),
    "hidden keys": _scored("hidden keys have the weight 0", 4500 * _ONE - 9000, causal=True),
    "heads": point(
        "Head 0 has the first A / heads columns of each, head 1 the next, and so on.",
        x=np.arange(12.0).reshape(1, 3, 4) % 5,
        w_q=np.zeros((4, 6)),
        w_k=np.zeros((4, 6)),
        w_v=np.arange(24.0).reshape(4, 6) % 7,
        lengths=np.array([3]),
        heads=2,
    ),
    "thousands": _scored(
        "Scores may be thousands, of both signs.",
        [[-9000.0, -9001, -9002], [1000, 1001, 999], [-50, 0, 50]],
    ),
    "one step": point(
        "All sizes are at least 1.",
        x=np.array([[[2.0]]]),
        w_q=_ONE[:1, :1],
        w_k=_ONE[:1, :1],
        w_v=_ONE[:1, :1],
        lengths=np.array([1]),
    ),
}

CREDIT = [
    credit(50, "padded batches of all kinds"),
    credit(7, "the right scale", points=("scale",)),
    credit(7, "weights that sum to 1", points=("sums",)),
    credit(7, "no look ahead", points=("ahead",)),
    credit(7, "padding that nobody sees", points=("padding",)),
    credit(7, "hidden keys that count for nothing", points=("hidden keys",)),
    credit(7, "heads kept apart", points=("heads",)),
    credit(3, "scores in the thousands", points=("thousands",)),
    credit(5, "a new array, and arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[[1.0, 0.0], [0.0, 2.0]]]),
    "w_q": np.eye(2),
    "w_k": np.eye(2),
    "w_v": np.eye(2),
    "lengths": np.array([1]),
}


def second_opinion(x, w_q, w_k, w_v, lengths, heads=1, causal=False):
    """One query of one head at a time, over a list of the keys that it may look at."""
    count, steps, _ = x.shape
    each = w_q.shape[1] // heads
    out = np.zeros((count, steps, heads * each))
    for n, t, h in np.ndindex(count, steps, heads):
        own = slice(h * each, (h + 1) * each)
        seen = [s for s in range(int(lengths[n])) if s <= t or not causal]
        query = x[n, t] @ w_q[:, own]
        scores = [float(query @ (x[n, s] @ w_k[:, own])) / math.sqrt(each) for s in seen]
        powers = np.array([math.exp(score - max(scores)) for score in scores])
        out[n, t, own] = powers / math.fsum(powers) @ (x[n, seen] @ w_v[:, own])
    return out
