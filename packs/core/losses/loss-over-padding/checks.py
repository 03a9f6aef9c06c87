"""What the mended evaluation is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("loss", "each")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Padded sequences; batches that divide their number, and batches that do not."""
    count, places, classes = draw.sizes("B", "T", "C", most=6)
    return {
        "logits": draw.numbers(count, places, classes, spread=draw.one_of(2.0, 0.5)),
        "labels": draw.whole(0, classes - 1, count, places),
        "lengths": draw.whole(1, places, count),
        "batch": draw.one_of(2, 1, 3, 4, 50),
    }


_RNG = np.random.default_rng(11)
_LOGITS = _RNG.normal(size=(5, 4, 3)).round(2)
_LABELS = np.array([[0, 1, 2, 0], [1, 0, 0, 2], [2, 2, 1, 1], [0, 0, 0, 0], [1, 2, 0, 1]])
_EQUAL = "`batch`, at least 1, says how many sequences are worked on at a time"
POINTS = {
    "lengths that differ": point(
        "the mean over all tokens of all sequences",
        logits=_LOGITS,
        labels=_LABELS,
        lengths=np.array([4, 1, 2, 3, 1]),
        batch=2,
    ),
    "no padding": point(
        "`lengths` (B,) whole numbers from 1 to T",
        logits=_LOGITS,
        labels=_LABELS,
        lengths=np.full(5, 4),
        batch=2,
    ),
    "one token a sequence": point(
        "`lengths` (B,) whole numbers from 1 to T",
        logits=_LOGITS,
        labels=_LABELS,
        lengths=np.ones(5, dtype=int),
        batch=2,
    ),
    "one at a time": point(
        _EQUAL, logits=_LOGITS, labels=_LABELS, lengths=np.array([4, 1, 2, 3, 1]), batch=1
    ),
    "all at once": point(
        "It may be more than B, and need not divide B.",
        logits=_LOGITS,
        labels=_LABELS,
        lengths=np.array([4, 1, 2, 3, 1]),
        batch=7,
    ),
    "tokens of class 0": point(
        "All classes, 0 too, are classes.",
        logits=_LOGITS[:2],
        labels=np.zeros((2, 4), dtype=int),
        lengths=np.array([3, 4]),
        batch=2,
    ),
    "as many places as classes": point(
        "The loss of a token is $-\\ln$ of the softmax of its logits",
        logits=_LOGITS[:4, :3],
        labels=_LABELS[:4, :3],
        lengths=np.array([3, 2, 3, 1]),
        batch=4,
    ),
    "scores in the thousands": point(
        "Scores in the thousands do not overflow.",
        logits=1000 * _LOGITS[:3],
        labels=_LABELS[:3],
        lengths=np.array([2, 4, 1]),
        batch=2,
    ),
    "one of everything": point(
        "B, T and C are at least 1",
        logits=np.array([[[2.0]]]),
        labels=np.array([[0]]),
        lengths=np.array([1]),
        batch=2,
    ),
}
CREDIT = [
    credit(45, "the loss over all tokens", output="loss"),
    credit(45, "the loss of each sequence", output="each"),
    credit(10, "new results, and arguments left alone", effects=True),
]
EXAMPLE = {
    "logits": np.array([[[0.0, 0.0], [2.0, 0.0]], [[1.0, 0.0], [0.0, 3.0]]]),
    "labels": np.array([[0, 1], [0, 0]]),
    "lengths": np.array([2, 1]),
    "batch": 2,
}
SURVIVORS = {
    "range(0, len(logits), batch) → range(0, len(logits) + 1, batch)": (
        "equivalent: a batch of no sequences adds nothing"
    ),
}


def second_opinion(logits, labels, lengths, batch):
    """Token by token in plain Python, without any batches."""
    tokens, each = [], []
    for rows, marks, size in zip(logits.tolist(), labels, lengths, strict=True):
        own = []
        for row, mark in list(zip(rows, marks, strict=True))[: int(size)]:
            own.append(math.log(sum(math.exp(v - max(row)) for v in row)) + max(row) - row[mark])
        tokens += own
        each.append(math.fsum(own) / len(own))
    return math.fsum(tokens) / len(tokens), np.array(each)
