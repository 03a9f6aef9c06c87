"""What the mended reader is tried with: for each fault, a text that shows it alone."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """A text in one to four pieces of one to four words."""
    width, inner, out = draw.sizes("E", "A", "F")
    pieces = [draw.numbers(draw.integer(1, 4), width) for _ in range(draw.one_of(2, 1, 3, 4))]
    return {
        "pieces": pieces,
        "table": draw.numbers(16 + draw.integer(0, 2), width),
        "w_q": draw.numbers(width, inner),
        "w_k": draw.numbers(width, inner),
        "w_v": draw.numbers(width, out),
    }


_TWO, _THREE = np.eye(2), np.eye(3)
_PLAIN = {"table": np.zeros((9, 2)), "w_q": _TWO, "w_k": _TWO, "w_v": _TWO}
_TABLE = np.arange(18.0).reshape(9, 2) % 5
_SAME = np.array([[1.0, 2.0]] * 2)

POINTS = {
    "places": point(
        "To each word the row of its place in the **whole text**, from 0, is added.",
        **{**_PLAIN, "table": _TABLE},
        pieces=[_SAME - _TABLE[:2], _SAME - _TABLE[2:4]],
    ),
    "who sees whom": point(
        "at **all words before it, those of earlier pieces among them**",
        **{
            **_PLAIN,
            "w_q": np.array([[900.0, 0.0], [225.0, 0.0]]),
            "w_k": np.array([[1.0, 0.0], [0.25, 0.0]]),
        },
        pieces=[np.array([[1.0, 0.0], [0.0, 4.0]])] * 2,
    ),
    "order": point(
        "together they are a text",
        **_PLAIN,
        pieces=[np.array([[90.0, 1.0]]), np.array([[1.0, 2.0]]), np.array([[1.0, 3.0]])],
    ),
    "hidden keys": point(
        "hidden keys have the weight 0",
        pieces=[_THREE],
        table=np.zeros((9, 3)),
        w_q=900 * _THREE - 1800,
        w_k=_THREE,
        w_v=_THREE,
    ),
    "scale": point(
        "Scores are divided by $\\sqrt{A}$",
        **{**_PLAIN, "w_q": np.array([[900.0, 0.0, 0.0], [1.0, 0.3, 0.0]]), "w_k": _THREE[:2]},
        pieces=[_TWO],
    ),
    "thousands": point(
        "Scores may be thousands, of both signs.",
        **{**_PLAIN, "w_q": -3000 * _TWO},
        pieces=[np.array([[1.0, 0.0], [3.0, 1.0]]), np.array([[-1.0, 0.3]])],
    ),
    "one word": point("each with one word or more", **_PLAIN, pieces=[np.array([[1.0, 2.0]])]),
}

CREDIT = [
    credit(50, "texts cut in any way"),
    credit(8, "words at their places", points=("places",)),
    credit(8, "each word looking where it may", points=("who sees whom",)),
    credit(8, "keys and values that belong together", points=("order",)),
    credit(8, "hidden keys that count for nothing", points=("hidden keys",)),
    credit(8, "the right scale", points=("scale",)),
    credit(4, "scores in the thousands", points=("thousands",)),
    credit(6, "a new array, and arguments left alone", effects=True),
]

EXAMPLE = {**_PLAIN, "table": np.eye(2), "pieces": [np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])]}


def second_opinion(pieces, table, w_q, w_k, w_v):
    """The whole text at once, one word at a time, without a cache or a mask."""
    words = np.concatenate(pieces)
    words = words + table[: len(words)]
    out = []
    for number, word in enumerate(words, 1):
        query, before = word @ w_q, words[:number]
        scores = [float(query @ (other @ w_k)) / math.sqrt(w_q.shape[1]) for other in before]
        powers = np.array([math.exp(score - max(scores)) for score in scores])
        out.append(powers / powers.sum() @ (before @ w_v))
    return np.array(out)
