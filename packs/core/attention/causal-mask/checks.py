"""What the causal mask is tried with."""

import numpy as np

from heldout.authoring import credit, invalid, point


def inputs(draw):
    """Squares, a past of any length, and windows narrow and wide."""
    length, past, window = draw.sizes("T", "P", "W")
    return {"length": length, **draw.options(past=(past,), window=(window,))}


_SELF = "at itself and at everything before it"
_PAST = "behind `past` steps whose keys are kept in a cache"
_WINDOW = "no more than the last `window` positions, its own among them"
_WIDE = "a window may be longer than the text"
_BAD = "A `length` below 1, a negative `past`, or a `window` below 1 must raise `ValueError`."

POINTS = {
    "a square": point(_SELF, length=4),
    "one step": point(_SELF, length=1),
    "one query behind a past": point(_PAST, length=1, past=5),
    "as many queries as past steps": point(_PAST, length=3, past=3),
    "a window of one": point(_WINDOW, length=4, window=1),
    "a window of two behind a past": point(_WINDOW, length=2, past=3, window=2),
    "a window as long as the text": point(_WIDE, length=3, past=1, window=4),
    "a window one step short": point(_WINDOW, length=3, past=1, window=3),
    "a very long window": point(_WIDE, length=3, past=2, window=100),
    "no query": invalid(_BAD, "ValueError", length=0, past=3),
    "a negative past": invalid(_BAD, "ValueError", length=3, past=-1),
    "a window of nothing": invalid(_BAD, "ValueError", length=3, window=0),
}

CREDIT = [
    credit(40, "masks without a window"),
    credit(
        30,
        "windows",
        points=(
            "a window of one",
            "a window of two behind a past",
            "a window as long as the text",
            "a window one step short",
            "a very long window",
        ),
    ),
    credit(
        20,
        "`ValueError` for numbers that make no sense",
        points=("no query", "a negative past", "a window of nothing"),
    ),
    credit(10, "a new array for each call", effects=True),
]

EXAMPLE = {"length": 2, "past": 2, "window": 3}


def second_opinion(length, past=0, window=None):
    """A list that grows and forgets: what a step sees are its last entries."""
    if length < 1 or past < 0 or (window is not None and window < 1):
        raise ValueError
    mask = np.zeros((length, past + length), dtype=bool)
    seen = []
    for position in range(past + length):
        seen.append(position)
        if window is not None:
            seen = seen[-window:]
        if position >= past:
            mask[position - past, seen] = True
    return mask
