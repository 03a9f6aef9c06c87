"""What a dataset of texts is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("batches", "length", "items", "missing", "types", "lists given")


def inputs(draw):
    """Texts of different lengths, mostly with a last batch that is not full."""
    count = draw.integer(1, 7)
    texts = [
        [int(v) for v in draw.whole(0, 9, draw.integer(1, draw.one_of(3, 5, 11)))]
        for _ in range(count)
    ]
    return {
        "texts": texts,
        "labels": [int(v) for v in draw.whole(0, 4, count)],
        "batch_size": draw.one_of(2, 3, 1, 4),
        **draw.options(max_length=(3, 1, 5), padding=(9, -1, 100)),
    }


_TEXTS = [[5, 0, 7], [2], [4, 4, 4, 4, 1], [3, 6], [8]]
_LABELS = [1, 0, 3, 1, 2]
_LONG = [list(range(1, 12)), [3, 2, 1]]

POINTS = {
    "five texts": point("(B, L)", texts=_TEXTS, labels=_LABELS, batch_size=2),
    "one batch": point("(B, L)", texts=_TEXTS, labels=_LABELS, batch_size=8),
    "padding among the tokens": point(
        "That number may also be a token of a text.",
        texts=_TEXTS,
        labels=_LABELS,
        batch_size=3,
        padding=4,
    ),
    "a negative padding": point(
        "with the number `padding`", texts=_TEXTS, labels=_LABELS, batch_size=3, padding=-100
    ),
    "texts that are too long": point(
        "only the **first** `max_length`", texts=_LONG, labels=[7, 5], batch_size=2, max_length=4
    ),
    "eight where nothing is said": point(
        "max_length: int = 8", texts=_LONG, labels=[7, 5], batch_size=1
    ),
    "cut to one token": point(
        "`max_length` is at least 1.", texts=_TEXTS, labels=_LABELS, batch_size=2, max_length=1
    ),
    "no text": point("which may be 0", texts=[], labels=[], batch_size=2),
    "one text": point("A text has at least one token.", texts=[[6]], labels=[0], batch_size=2),
}

CREDIT = [
    credit(40, "the batches", output="batches"),
    credit(5, "the length of the dataset", output="length"),
    credit(15, "the items, in a loop and from the end", output="items"),
    credit(10, "`IndexError` for an index that does not exist", output="missing"),
    credit(10, "the types", output="types"),
    credit(10, "padding that is also a token", points=("padding among the tokens",)),
    credit(10, "the lists left alone", output="lists given"),
]

EXAMPLE = {"texts": [[5, 0, 7], [2]], "labels": [1, 0], "batch_size": 2}


def second_opinion(texts, labels, batch_size, max_length=None, padding=None):
    """Plain lists, row by row."""
    limit, fill = 8 if max_length is None else max_length, 0 if padding is None else padding
    kept = [text[:limit] for text in texts]
    batches = []
    for start in range(0, len(kept), batch_size):
        rows = kept[start : start + batch_size]
        width = max(len(row) for row in rows)
        batches.append(
            (
                np.array([row + [fill] * (width - len(row)) for row in rows]),
                np.array([[k < len(row) for k in range(width)] for row in rows]),
                np.array([len(row) for row in rows]),
                np.array(labels[start : start + batch_size]),
            )
        )
    items = [(np.array(row), label) for row, label in zip(kept, labels, strict=True)]
    last = [items[-1], items[0]] if items else []
    parts = "torch.int64, torch.bool, torch.int64, torch.int64"
    types = [parts, "torch.int64, int"] if items else []
    missing = "IndexError, IndexError, IndexError"
    return batches, len(texts), items + last, missing, types, "as they were"
