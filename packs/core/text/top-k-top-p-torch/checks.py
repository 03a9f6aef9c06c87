"""What the filter is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("logits",)
TOLERANCE = (1e-6, 1e-6)


def inputs(draw):
    """Peaked and flat rows, under none to two leading dimensions."""
    shape = draw.sizes(*"VNT"[: draw.one_of(2, 1, 3)])[::-1]
    kind = draw.dtype("float64", "float32")
    logits = draw.numbers(*shape, spread=draw.one_of(1.5, 0.3, 5.0), dtype=kind)
    return {"logits": logits, **draw.options(k=(2, 1, 3, 50), p=(0.8, 0.5, 0.95, 0.1))}


def _case(says, logits, **given):
    return point(says, logits=np.array(logits, dtype=float), **given)


_CROSS = "So the first always stays."
_LESS = "sum to **less than** `p`"
_TIE = "among equal ones the lowest index first"
_SOFT = "Softmax over those kept gives their probabilities."
_RANGE = "`k` is `None` or at least 1, and may exceed V"
_ROWS = "is treated by itself"
_ONE = "`p=1` removes nothing"

POINTS = {
    "one token above p": _case(_CROSS, [0.0, 5.0, 1.0, -1.0], p=0.5),
    "the token that crosses p": _case(_LESS, [1.0, 3.0, 2.0, 0.0], p=0.7),
    "the sum before equals p": _case(_LESS, [2.0, 2.0, 2.0, 2.0], p=0.5),
    "equal logits, three of five": _case(_TIE, [1.0, 4.0, 1.0, 1.0, 1.0], k=3),
    "equal logits at the edge": _case(_TIE, [-1000.0, 3.0, 3.0, -1000.0, 3.0, 3.0], p=0.75),
    "k and p": _case(_SOFT, [1.0, 0.9, 0.8, 0.7, 0.6, 0.5], k=3, p=0.6),
    "k and p, unsorted": _case(_SOFT, [0.5, 0.7, 1.0, 0.6, 0.9, 0.8], k=4, p=0.7),
    "a long cycle": _case(
        "Return a new tensor of the shape", [[2.0, 0.0, 3.0, 1.0], [0.0, 3.0, 1.0, 2.0]], k=2
    ),
    "a long tail": _case(_ONE, [0.0, -50.0, -1.0, -60.0]),
    "a long tail, cut by k": _case(_ONE, [-60.0, 0.0, -50.0, -1.0], k=3),
    "thousands": _case(
        "All entries are finite, thousands included", [3000.0, -3000.0, 3001.0], p=0.9
    ),
    "k above the number of tokens": _case(_RANGE, [1.0, 2.0], k=9),
    "one token": _case("none of them empty", [[3.0], [-800.0]], k=1, p=0.5),
    "a square of rows": _case(
        _ROWS, [[9.0, 0.0, 1.0], [0.0, 0.5, 0.2], [-4.0, -4.5, -9.0]], k=2, p=0.9
    ),
}

CREDIT = [
    credit(45, "the filtered logits", output="value"),
    credit(25, "the gradient", output="gradient"),
    credit(
        20,
        "the edge of the nucleus, and equal logits",
        points=(
            "one token above p",
            "the sum before equals p",
            "equal logits, three of five",
            "equal logits at the edge",
        ),
    ),
    credit(10, "a new tensor, and `logits` left alone", effects=True),
]

EXAMPLE = {"logits": np.array([[2.0, 0.0, 3.0, 1.0], [0.0, 0.5, 0.25, 4.0]]), "k": 3, "p": 0.9}


def second_opinion(logits, k=None, p=1.0):
    """One token after the other in plain Python, with the judge's weights as the gradient."""
    weights = np.cos(0.7 * np.arange(logits.size) + 0.3).astype(logits.dtype).reshape(logits.shape)
    value, gradient = np.full(logits.shape, -np.inf), np.zeros(logits.shape)
    for place in np.ndindex(logits.shape[:-1]):
        row = [float(entry) for entry in logits[place]]
        ranking = sorted(range(len(row)), key=lambda token: (-row[token], token))[:k]
        shares = [math.exp(row[token] - row[ranking[0]]) for token in ranking]
        whole = math.fsum(shares)
        for rank, token in enumerate(ranking):
            if p == 1 or math.fsum(shares[:rank]) < p * whole:
                value[place][token] = row[token]
                gradient[place][token] = weights[place][token]
    return value, [gradient]


SURVIVORS = {
    "p=1.0 → p=2.0": "equivalent: no sum of probabilities reaches 2",
    "stable=True → stable=False": "cannot be seen: on a CPU PyTorch keeps equal entries in "
    "order anyway, without promising it",
}
